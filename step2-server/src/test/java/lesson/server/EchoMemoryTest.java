package lesson.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lesson.testkit.Bystander;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that each stay within their limit, and are too many for 64 MB: a bystander misses
 * nothing, and who comes late is served.
 */
class EchoMemoryTest {
    /** Nanoseconds between two messages of the bystander. */
    private static final long PAUSE = 2_000_000;
    private static final String ANSWER = "Messaggio ricevuto: ";

    private Scene scene;
    private Bystander bystander;
    private boolean nobodyIsLetGo;

    @BeforeEach
    void start() {
        scene = Scene.java(EchoServer.class, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        bystander = new Bystander(scene.port(), "anna", PAUSE, UnaryOperator.identity(),
                answer -> answer.replace(ANSWER, ""));
    }

    @AfterEach
    void end() {
        try (Scene ending = scene) {
            try (TestClient late = scene.client()) {
                assertThat(late.ask("ci sei?")).isEqualTo(ANSWER + "ci sei?");
            }
            assertThat(bystander.stop()).isGreaterThan(10);
            assertThat(ending.end("TERM")).isEqualTo(128 + 15);
            if (nobodyIsLetGo) {
                assertThat(ending.program().errors()).isEmpty();
            }
        }
    }

    /** Another client is answered meanwhile, so often that all they sent has been read. */
    private void goAfterAWhile(List<Peer> clients) {
        try (TestClient other = scene.client()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(other.ask("" + i)).isEqualTo(ANSWER + i);
            }
        }
        clients.forEach(Peer::close);
    }

    @Test
    void fifteenHundredThatAnnounceMuchAndSendTheFirstBytes() {
        List<Peer> clients = Stream.generate(() -> scene.peer().write(0x81)
                .write(Peer.length(65_535, true)).write(1, 2, 3, 4).write(5)).limit(1_500).toList();
        nobodyIsLetGo = true;       // what is only announced costs nothing
        goAfterAWhile(clients);
    }

    @Test
    void aThousandWhoseMessagesAreLongAndNeverWhole() {
        List<Peer> clients = Stream.generate(scene::peer).limit(1_000).toList();
        for (Peer client : clients) {
            try {
                client.write(0x81).write(Peer.length(65_535, true)).write(new byte[60_000]);
            } catch (UncheckedIOException e) {
                // let go, which it may be
            }
        }
        goAfterAWhile(clients);
    }

    @Test
    void sevenThousandWhoseHandshakesAreLongAndNeverWhole() {
        byte[] head = ("GET / HTTP/1.1\r\nX: " + "y".repeat(8_000))
                .getBytes(StandardCharsets.US_ASCII);
        List<Peer> clients = Stream.generate(() -> Peer.raw(scene.port())).limit(7_500).toList();
        for (Peer client : clients) {
            try {
                client.write(head);
            } catch (UncheckedIOException e) {
                // let go, which it may be
            }
        }
        goAfterAWhile(clients);
    }

    /** Far more is answered than may wait: who reads slowly gets all of it, and then the code. */
    @Test
    void oneThatReadsSlowlyWhatItHasAskedForTogether() throws Exception {
        int messages = 1_500;      // 30 MB: the system's buffers take 10
        byte[] message = Peer.frame(Peer.FIN | Peer.TEXT, true, new byte[20_000]);
        try (Peer client = scene.peer()) {
            var writer = new Thread(() -> {
                for (int i = 0; i < messages; i++) {
                    client.write(message);
                }
                client.write(Peer.frame(Peer.FIN | Peer.BINARY, true, (byte) 1));
            });
            writer.start();
            LockSupport.parkNanos(500 * PAUSE);     // until nothing goes on without a reader
            for (int i = 0; i < messages; i++) {
                assertThat(client.read(Peer.TEXT).payload()).hasSize(20_000 + ANSWER.length());
                LockSupport.parkNanos(PAUSE);
            }
            assertThat(client.read(Peer.CLOSE).code()).isEqualTo(1003);
            writer.join();
        }
    }

    @Test
    void fifteenThousandThatSayNothing() {
        long files = ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
        assumeTrue(files > 16_000, "the system grants " + files + " files");
        List<Peer> clients = Stream.generate(scene::peer).limit(14_900).toList();
        clients.get(14_899).send("sono qui");
        goAfterAWhile(clients);
    }
}
