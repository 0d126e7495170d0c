package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;

class SocketsTest {
    /** A server that takes no more than ten clients. */
    private static final class Small extends EchoServer {
        private final CompletableFuture<Integer> port = new CompletableFuture<>();

        Small() {
            super(new InetSocketAddress("localhost", 0));
        }

        @Override
        int sockets() {
            return 10;
        }

        @Override
        public void onStart() {
            port.complete(getPort());
        }
    }

    @Test
    void thereIsRoomForTwelveThousand() {
        assertTrue(Limits.SOCKETS >= 12_000, () -> "ulimit -n leaves " + Limits.SOCKETS);
    }

    @Test
    void socketsBeyondTheLimitAreRefusedAndOthersLetInAgainWhenSomeLeave() throws Exception {
        var server = new Small();
        server.start();
        try {
            int port = server.port.get(Run.PATIENCE, TimeUnit.SECONDS);
            List<Talker> inside = Stream.generate(() -> new Talker(port)).limit(10).toList();
            for (int i = 0; i < 5; i++) {
                assertEquals("", head(port));       // closed without a word
            }
            for (Talker client : inside) {
                assertEquals("Messaggio ricevuto: ci sono", client.ask("ci sono"));
            }
            inside.get(0).close(1000, "");
            String answer = head(port);
            while (answer.isEmpty()) {              // until the one that left is seen to be gone
                answer = head(port);
            }
            assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
            inside.forEach(Talker::close);
        } finally {
            server.stop(1000);
        }
    }

    /** Asks for a connection; returns the beginning of the answer, empty where it was refused. */
    private static String head(int port) {
        try (Peer client = Peer.raw(port)) {
            return client.upgrade(port);
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
