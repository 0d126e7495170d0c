package lesson.support.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.handshake.ClientHandshake;
import org.junit.jupiter.api.Test;

class SocketsTest {
    /** A server that takes no more than ten clients, and pings each every two seconds. */
    private static final class SmallServer extends TestServer {
        @Override
        int sockets() {
            return 10;
        }

        @Override
        int patience() {
            return 2_000;
        }
    }

    /** An echo as a program of its own, which keeps nothing of those who came. */
    public static final class Echo extends TestServer {
        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            // not in a queue, as a TestServer does: here it is the memory that counts
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            // nor how they went
        }

        public static void main(String[] args) {
            System.out.println(":" + new Echo().port());
        }
    }

    @Test
    void thereIsRoomForTwelveThousand() {
        assertThat(Limits.SOCKETS).as("what ulimit -n leaves").isGreaterThanOrEqualTo(12_000);
    }

    @Test
    void socketsBeyondTheLimitAreRefusedAndOthersLetInAgainWhenSomeLeave() throws Exception {
        try (var server = new SmallServer()) {
            List<TestClient> clients = Stream.generate(server::client).limit(10).toList();
            for (int i = 0; i < 5; i++) {
                assertEquals("", requestConnection(server.port()));     // closed without a word
            }
            for (TestClient client : clients) {
                assertEquals("ci sono", client.ask("ci sono"));
            }
            clients.get(0).close(1000, "");
            String answer = requestConnection(server.port());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.TIMEOUT);
            // until the one that left is seen to be gone
            while (answer.isEmpty() && System.nanoTime() < deadline) {
                answer = requestConnection(server.port());
            }
            assertThat(answer).startsWith("HTTP/1.1 101 ");
            clients.forEach(TestClient::close);
        }
    }

    /** Kept until their time for a handshake is over, so many would not fit in 10 MB. */
    @Test
    void whoHasComeAndGoneLeavesNothingBehind() {
        try (Scene scene = Scene.java(Echo.class, "-Xmx10m", "-XX:+ExitOnOutOfMemoryError")) {
            for (int i = 0; i < 4_000; i++) {
                try (Peer client = scene.peer()) {
                    client.send(Peer.FIN | Peer.CLOSE, (byte) 3, (byte) 0xE8);
                    client.awaitEnd();
                }
            }
            try (TestClient last = scene.client()) {
                assertEquals("ci sono", last.ask("ci sono"));
            }
        }
    }

    /** Ten thousand pings at one time would make everybody wait for them. */
    @Test
    void eachClientIsPingedInAMomentOfItsOwn() throws Exception {
        try (var server = new SmallServer()) {
            List<Peer> clients = Stream.generate(server::peer).limit(10).toList();
            List<CompletableFuture<Long>> pings = clients.stream()
                    .map(client -> CompletableFuture.supplyAsync(() -> {
                        client.read(Peer.PING);
                        return System.nanoTime();
                    }, task -> new Thread(task).start())).toList();
            LongSummaryStatistics moments = pings.stream()
                    .collect(Collectors.summarizingLong(CompletableFuture::join));
            // one chance in ten million that ten are so close to one another by themselves
            assertThat(moments.getMax() - moments.getMin())
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(250));
            clients.forEach(Peer::close);
        }
    }

    /** Otherwise a second short answer can wait 40 ms until the first one is acknowledged. */
    @Test
    void aShortAnswerWaitsForNone() throws Exception {
        try (var server = new SmallServer(); TestClient client = server.client()) {
            client.ask("ci sono");
            for (WebSocket socket : server.getConnections()) {
                var key = ((WebSocketImpl) socket).getSelectionKey();
                assertTrue(((SocketChannel) key.channel())
                        .getOption(StandardSocketOptions.TCP_NODELAY));
            }
            assertEquals(1, server.getConnections().size());
        }
    }

    /** Asks for a connection; returns the beginning of the answer, empty where it was refused. */
    private static String requestConnection(int port) {
        try (Peer client = Peer.raw(port)) {
            return client.upgrade(port);
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
