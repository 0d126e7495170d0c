package lesson.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Pattern;

/** Step 1: what there is before the first message. */
final class InstallStories {
    /** Milliseconds that the server of {@link #latency} takes for its answer. */
    private static final long THINKING = 300;

    private InstallStories() {
    }

    static void statusLight(Scene scene) throws Unmet, InterruptedException {
        String url;
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            url = "ws://localhost:" + server.getLocalPort();
            scene.runAgainst(url);
            scene.prints("Il server c'è.");
            scene.ends(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scene.runAgainst(url);
        scene.prints("Il server non c'è.");
        scene.ends(1);
    }

    static void latency(Scene scene) throws Unmet, InterruptedException {
        Host host = scene.client();
        scene.runAgainst(host.url());
        host.letsIn();
        host.hears("ping");
        long start = System.nanoTime();
        scene.pause(THINKING);
        host.says("pong");
        String sentence = scene.texts().say("atLeast", THINKING);
        var line = scene.prints(Pattern.compile("Ping: ([0-9]{1,9}) ms"), sentence);
        long most = THINKING + (System.nanoTime() - start) / 1_000_000 + scene.patience().silence();
        long printed = Long.parseLong(line.group(1));
        if (printed < THINKING || printed > most) {
            throw new Unmet(sentence, scene.texts().say("printed", line.group()));
        }
        scene.tell(sentence);
        host.isLeftWith(1000);
    }

    static void handshake(Scene scene) throws Unmet, InterruptedException {
        URI server = URI.create(scene.server());
        Upgrade.check(scene, server, "dGhlIHNhbXBsZSBub25jZQ==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        Upgrade.check(scene, server, "YWJjZGVmZ2hpamtsbW5vcA==", "en5EY9fYIrPHGucGLD6Dk/EXON4=");
        scene.connect("Alice").vanishes();
    }
}
