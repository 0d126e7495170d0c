package lesson.broadcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import lesson.server.EchoServer;
import lesson.testkit.Bystander;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;

class BroadcastServerTest {
    /** In the test's own program: it keeps the sockets of those who came and those who went. */
    private static final class Room extends BroadcastServer {
        private final CompletableFuture<Integer> port = new CompletableFuture<>();
        private final BlockingQueue<WebSocket> came = new LinkedBlockingQueue<>();
        private final BlockingQueue<WebSocket> went = new LinkedBlockingQueue<>();

        Room() {
            super(new InetSocketAddress("localhost", 0));
        }

        @Override
        public void onStart() {
            port.complete(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            came.add(socket);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            went.add(socket);
        }
    }

    /** The library alone, which lets wait for a client whatever is sent to it. */
    public static final class NoLimit extends WebSocketServer {
        NoLimit() {
            super(new InetSocketAddress("localhost", 0));
        }

        @Override
        public void onStart() {
            System.out.println(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            broadcast(message);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
        }

        public static void main(String[] args) {
            new NoLimit().start();
        }
    }

    @Test
    void everyMessageGoesToEveryClientTheSenderIncluded() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                alice.send("Ciao a tutti ☕");
                assertEquals("Ciao a tutti ☕", alice.next());
                assertEquals("Ciao a tutti ☕", bruno.next());
                bruno.send("");
                assertEquals("", alice.next());
                assertEquals("", bruno.next());
            }
            server.until("Messaggio ricevuto: Ciao a tutti ☕");
            assertEquals("Messaggio ricevuto: ", server.line());
        }
    }

    @Test
    void whatOneSendsReachesEachInTheOrderInWhichItWasSent() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            List<Talker> clients = IntStream.range(0, 10).mapToObj(i -> new Talker(port)).toList();
            for (int i = 0; i < 200; i++) {
                clients.get(0).send("" + i);
            }
            for (Talker client : clients) {
                for (int i = 0; i < 200; i++) {
                    assertEquals("" + i, client.next());
                }
                client.close();
            }
        }
    }

    @Test
    void aClientThatLeftCostsTheOthersNothing() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                Talker carla = new Talker(port);
                assertEquals("1000", carla.close(1000, ""));
                new Talker(port).close();       // without a close frame
                assertEquals("a", alice.ask("a"));
                assertEquals("a", bruno.next());
            }
        }
    }

    @Test
    void aLoopOfYourOwnStopsAtOneWhoHasGoneAndABroadcastGoesOn() throws InterruptedException {
        var room = new Room();
        room.start();
        try {
            int port = room.port.orTimeout(Run.PATIENCE, TimeUnit.SECONDS).join();
            try (Talker alice = new Talker(port)) {
                WebSocket hers = room.came.poll(Run.PATIENCE, TimeUnit.SECONDS);
                new Talker(port).close(1000, "");
                WebSocket his = room.went.poll(Run.PATIENCE, TimeUnit.SECONDS);
                List<WebSocket> before = List.of(his, hers);    // as it was while he was there
                assertThrows(WebsocketNotConnectedException.class,
                        () -> before.forEach(socket -> socket.send("ciclo")));
                room.broadcast("a tutti", before);
                assertEquals("a tutti", alice.next());
            }
        } finally {
            room.stop(1000);
        }
    }

    /**
     * What a broadcast sends, the library makes once for all whose drafts are equal. One whose own
     * is another all at once gets nothing, which is an exception, and the broadcast ends there.
     */
    @Test
    void aClientThatIsJustClosingDoesNotStopABroadcast() throws InterruptedException {
        var room = new Room();
        room.start();
        int port = room.port.orTimeout(Run.PATIENCE, TimeUnit.SECONDS).join();
        try (Talker alice = new Talker(port)) {
            Draft hers = room.came.poll(Run.PATIENCE, TimeUnit.SECONDS).getDraft();
            Map<Draft, String> frames = Map.of(hers, "a tutti");
            Talker bruno = new Talker(port);
            Draft his = room.came.poll(Run.PATIENCE, TimeUnit.SECONDS).getDraft();
            assertEquals("a tutti", frames.get(his));
            bruno.close(1000, "");
            room.went.poll(Run.PATIENCE, TimeUnit.SECONDS);
            assertEquals("a tutti", frames.get(his));
            assertEquals("ci sono", alice.ask("ci sono"));
        } finally {
            room.stop(1000);
        }
    }

    @Test
    void withoutALimitWhatWaitsForOneThatNeverReadsFillsTheMemory() {
        try (Run server = Run.java(NoLimit.class, "-Xmx32m", "-XX:+ExitOnOutOfMemoryError");
                Peer stuck = Peer.open(server.port())) {
            byte[] large = Peer.frame(Peer.FIN | Peer.TEXT, true, new byte[60_000]);
            assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 2_000; i++) {       // 120 MB, if it could take them
                    stuck.write(large);
                }
            });
            assertEquals(3, server.exit());     // how a JVM ends that has no memory left
        }
    }

    @Test
    void aClientThatNeverReadsIsLetGoAndTheOthersMissNothing() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0", "-Xmx64m")) {
            int port = server.port();
            Peer stuck = Peer.open(port);
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                String large = "x".repeat(60_000);
                for (int i = 0; i < 500; i++) {     // 30 MB for each
                    assertEquals(i + large, alice.ask(i + large));
                    assertEquals(i + large, bruno.next());
                }
            }
            assertTrue(server.error().startsWith("Un client non legge: chiuso con 1008"));
            stuck.awaitEnd();
        }
    }

    @Test
    void whenItEndsInTheMidstOfABroadcastOneThatNeverReadsCostsNoOtherItsCloseFrame() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            List<Talker> clients = IntStream.range(0, 99).mapToObj(i -> new Talker(port)).toList();
            Peer stuck = Peer.open(port);
            new Bystander(port, "anna", 0, text -> text + " " + "x".repeat(2_000),
                    text -> text.replaceFirst(" x+$", ""));
            for (int i = 0; i < 50; i++) {
                clients.get(0).next();
            }
            long start = System.nanoTime();
            server.signal("TERM");
            clients.forEach(client -> assertEquals("1001", client.closed()));
            assertEquals(128 + 15, server.exit());
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds < 5, () -> "ended after " + seconds + " s");
            clients.forEach(Talker::close);
            stuck.close();
        }
    }

    @Test
    void theMessageIsATextFrame() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0");
                Peer client = Peer.open(server.port())) {
            Peer.Frame frame = client.send("<b>&è").read();
            assertEquals(Peer.FIN | Peer.TEXT, frame.first());
            assertEquals("<b>&è", frame.text());
        }
    }

    @Test
    void itIsTheServerOfStep2WithOneMethodChanged() {
        assertTrue(EchoServer.class.isAssignableFrom(BroadcastServer.class));
        assertArrayEquals(new String[] {"main", "onMessage"},
                Arrays.stream(BroadcastServer.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic()).map(method -> method.getName())
                        .sorted().toArray());
    }
}
