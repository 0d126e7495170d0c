package lesson.checker;

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

    static void statusLight(StoryContext story) {
        String url;
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            url = "ws://localhost:" + server.getLocalPort();
            story.runAgainst(url);
            story.prints("Il server c'è.");
            story.ends(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        story.runAgainst(url);
        story.prints("Il server non c'è.");
        story.ends(1);
    }

    static void latency(StoryContext story) {
        ScriptedServer server = story.scriptedServer();
        story.runAgainst(server.url());
        server.accepts();
        server.receives("ping");
        long start = System.nanoTime();
        story.pause(THINKING);
        server.sends("pong");
        String sentence = story.texts().say("atLeast", THINKING);
        var line = story.prints(Pattern.compile("Ping: ([0-9]{1,9}) ms"), sentence);
        long most = THINKING + (System.nanoTime() - start) / 1_000_000 + story.timeouts().silence();
        long printed = Long.parseLong(line.group(1));
        if (printed < THINKING || printed > most) {
            throw new ExpectationFailedException(sentence,
                    story.texts().say("printed", line.group()));
        }
        story.tell(sentence);
        server.seesClose(1000);
    }

    static void handshake(StoryContext story) {
        URI server = URI.create(story.server());
        HandshakeCheck.check(story, server, "dGhlIHNhbXBsZSBub25jZQ==",
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        HandshakeCheck.check(story, server, "YWJjZGVmZ2hpamtsbW5vcA==",
                "en5EY9fYIrPHGucGLD6Dk/EXON4=");
        story.connect("Alice").vanishes();
    }
}
