package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.junit.jupiter.api.Test;

class SocketsTest {
    /** A server that takes no more than ten clients, and pings each every two seconds. */
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
        int ping() {
            return 2_000;
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

    /** Kept until their time for a handshake is over, so many would not fit in 10 MB. */
    @Test
    void whoHasComeAndGoneLeavesNothingBehind() {
        try (Run server = Run.java(EchoServer.class, "-Dport=0", "-Xmx10m",
                "-XX:+ExitOnOutOfMemoryError")) {
            int port = server.port();
            for (int i = 0; i < 4_000; i++) {
                try (Peer client = Peer.open(port)) {
                    client.send(Peer.FIN | Peer.CLOSE, (byte) 3, (byte) 0xE8);
                    client.awaitEnd();
                }
            }
            try (Talker last = new Talker(port)) {
                assertEquals("Messaggio ricevuto: ci sono", last.ask("ci sono"));
            }
        }
    }

    /** Ten thousand pings at one time would make everybody wait for them. */
    @Test
    void eachClientIsPingedInAMomentOfItsOwn() throws Exception {
        var server = new Small();
        server.start();
        try {
            int port = server.port.get(Run.PATIENCE, TimeUnit.SECONDS);
            List<Peer> clients = Stream.generate(() -> Peer.open(port)).limit(10).toList();
            List<CompletableFuture<Long>> pings = clients.stream()
                    .map(client -> CompletableFuture.supplyAsync(() -> {
                        client.read(Peer.PING);
                        return System.nanoTime();
                    }, task -> new Thread(task).start())).toList();
            LongSummaryStatistics moments = pings.stream()
                    .collect(Collectors.summarizingLong(CompletableFuture::join));
            // one chance in ten million that ten are so close to one another by themselves
            assertTrue(moments.getMax() - moments.getMin() > TimeUnit.MILLISECONDS.toNanos(250));
            clients.forEach(Peer::close);
        } finally {
            server.stop(1000);
        }
    }

    /** Otherwise a second short answer can wait 40 ms until the first one is acknowledged. */
    @Test
    void aShortAnswerWaitsForNone() throws Exception {
        var server = new Small();
        server.start();
        try (Talker client = new Talker(server.port.get(Run.PATIENCE, TimeUnit.SECONDS))) {
            client.ask("ci sono");
            for (WebSocket socket : server.getConnections()) {
                var key = ((WebSocketImpl) socket).getSelectionKey();
                assertTrue(((SocketChannel) key.channel())
                        .getOption(StandardSocketOptions.TCP_NODELAY));
            }
            assertEquals(1, server.getConnections().size());
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
