package lesson.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import lesson.testkit.Bystander;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;

class BroadcastServerTest {
    /** In the test's own program: it keeps the server's side of each connection. */
    private static final class RecordingServer extends BroadcastServer implements AutoCloseable {
        private final CompletableFuture<Integer> port = new CompletableFuture<>();
        private final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
        private final BlockingQueue<WebSocket> closed = new LinkedBlockingQueue<>();

        RecordingServer() {
            super(new InetSocketAddress("localhost", 0));
            Lesson.guard(this);
            start();
        }

        TestClient client() {
            return new TestClient(port.orTimeout(Program.TIMEOUT, TimeUnit.SECONDS).join());
        }

        WebSocket nextOpened() throws InterruptedException {
            return opened.poll(Program.TIMEOUT, TimeUnit.SECONDS);
        }

        WebSocket nextClosed() throws InterruptedException {
            return closed.poll(Program.TIMEOUT, TimeUnit.SECONDS);
        }

        @Override
        public void onStart() {
            port.complete(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            opened.add(socket);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            closed.add(socket);
        }

        @Override
        public void close() {
            try {
                stop(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The library alone, which lets wait for a client whatever is sent to it. */
    public static final class UnlimitedServer extends WebSocketServer {
        UnlimitedServer() {
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
            new UnlimitedServer().start();
        }
    }

    @Test
    void everyMessageGoesToEveryClientTheSenderIncluded() {
        try (Scene scene = Scene.java(BroadcastServer.class)) {
            try (TestClient alice = scene.client(); TestClient bruno = scene.client()) {
                alice.send("Ciao a tutti ☕");
                assertEquals("Ciao a tutti ☕", alice.next());
                assertEquals("Ciao a tutti ☕", bruno.next());
                bruno.send("");
                assertEquals("", alice.next());
                assertEquals("", bruno.next());
            }
            scene.program().until("Messaggio ricevuto: Ciao a tutti ☕");
            assertEquals("Messaggio ricevuto: ", scene.program().line());
        }
    }

    @Test
    void whatOneSendsReachesEachInTheOrderInWhichItWasSent() {
        try (Scene scene = Scene.java(BroadcastServer.class)) {
            List<TestClient> clients = Stream.generate(scene::client).limit(10).toList();
            for (int i = 0; i < 200; i++) {
                clients.get(0).send("" + i);
            }
            for (TestClient client : clients) {
                for (int i = 0; i < 200; i++) {
                    assertEquals("" + i, client.next());
                }
                client.close();
            }
        }
    }

    @Test
    void aClientThatLeftCostsTheOthersNothing() {
        try (Scene scene = Scene.java(BroadcastServer.class);
                TestClient alice = scene.client(); TestClient bruno = scene.client()) {
            assertEquals("1000", scene.client().close(1000, ""));
            scene.client().close();     // without a close frame
            assertEquals("a", alice.ask("a"));
            assertEquals("a", bruno.next());
        }
    }

    @Test
    void aLoopOfYourOwnStopsAtOneWhoHasGoneAndABroadcastGoesOn() throws InterruptedException {
        try (var server = new RecordingServer(); TestClient alice = server.client()) {
            WebSocket open = server.nextOpened();
            server.client().close(1000, "");
            WebSocket closed = server.nextClosed();
            List<WebSocket> sockets = List.of(closed, open);    // a list made before one left
            assertThrows(WebsocketNotConnectedException.class,
                    () -> sockets.forEach(socket -> socket.send("ciclo")));
            server.broadcast("a tutti", sockets);
            assertEquals("a tutti", alice.next());
        }
    }

    /**
     * What a broadcast sends, the library makes once for all whose drafts are equal. One whose own
     * is another all at once gets nothing, which is an exception, and the broadcast ends there.
     */
    @Test
    void aClientThatIsJustClosingDoesNotStopABroadcast() throws InterruptedException {
        try (var server = new RecordingServer(); TestClient alice = server.client()) {
            Map<Draft, String> frames = Map.of(server.nextOpened().getDraft(), "a tutti");
            TestClient bruno = server.client();
            Draft draft = server.nextOpened().getDraft();
            assertEquals("a tutti", frames.get(draft));
            bruno.close(1000, "");
            server.nextClosed();
            assertEquals("a tutti", frames.get(draft));
            assertEquals("ci sono", alice.ask("ci sono"));
        }
    }

    @Test
    void withoutALimitWhatWaitsForOneThatNeverReadsFillsTheMemory() {
        try (Scene scene = Scene.java(UnlimitedServer.class, "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError");
                Peer stuck = scene.peer()) {
            byte[] large = Peer.frame(Peer.FIN | Peer.TEXT, true, new byte[60_000]);
            assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 2_000; i++) {       // 120 MB, if it could take them
                    stuck.write(large);
                }
            });
            assertEquals(3, scene.program().exit());    // how a JVM ends that has no memory left
        }
    }

    @Test
    void aClientThatNeverReadsIsLetGoAndTheOthersMissNothing() {
        try (Scene scene = Scene.java(BroadcastServer.class, "-Xmx64m");
                Peer stuck = scene.peer()) {
            try (TestClient alice = scene.client(); TestClient bruno = scene.client()) {
                String large = "x".repeat(60_000);
                for (int i = 0; i < 500; i++) {     // 30 MB for each
                    assertEquals(i + large, alice.ask(i + large));
                    assertEquals(i + large, bruno.next());
                }
            }
            assertThat(scene.program().error()).startsWith("Un client non legge: chiuso con 1008");
            stuck.awaitEnd();
        }
    }

    @Test
    void whenItEndsInTheMidstOfABroadcastOneThatNeverReadsCostsNoOtherItsCloseFrame() {
        try (Scene scene = Scene.java(BroadcastServer.class)) {
            List<TestClient> clients = Stream.generate(scene::client).limit(99).toList();
            Peer stuck = scene.peer();
            new Bystander(scene.port(), "anna", 0, text -> text + " " + "x".repeat(2_000),
                    text -> text.replaceFirst(" x+$", ""));
            for (int i = 0; i < 50; i++) {
                clients.get(0).next();
            }
            long start = System.nanoTime();
            assertEquals(128 + 15, scene.end("TERM"));
            clients.forEach(client -> assertEquals("1001", client.closed()));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(seconds).as("seconds until it ended").isLessThan(5);
            clients.forEach(TestClient::close);
            stuck.close();
        }
    }

    @Test
    void theMessageIsATextFrame() {
        try (Scene scene = Scene.java(BroadcastServer.class); Peer client = scene.peer()) {
            Peer.Frame frame = client.send("<b>&è").next();
            assertEquals(Peer.FIN | Peer.TEXT, frame.first());
            assertEquals("<b>&è", frame.text());
        }
    }

    @Test
    void itIsTheServerOfStep2WithOneMethodChanged() {
        assertThat(EchoServer.class).isAssignableFrom(BroadcastServer.class);
        assertThat(BroadcastServer.class.getDeclaredMethods())
                .filteredOn(method -> !method.isSynthetic()).extracting(Method::getName)
                .containsExactlyInAnyOrder("main", "onMessage");
    }

    /** Each of them within its limit, all of them more than the 64 MB can hold. */
    @Test
    void aHundredThatReadNothingCostTheOthersNothing() {
        try (Scene scene = Scene.java(BroadcastServer.class, "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError")) {
            List<Peer> deaf = Stream.generate(scene::peer).limit(100).toList();
            try (TestClient talker = scene.client(); TestClient listener = scene.client()) {
                for (int i = 0; i < 100; i++) {
                    String message = i + "x".repeat(60_000);
                    talker.send(message);
                    assertThat(talker.next().equals(message)).isTrue();
                    assertThat(listener.next().equals(message)).isTrue();
                }
            }
            deaf.forEach(Peer::close);
            try (TestClient late = scene.client()) {
                assertThat(late.ask("ci sei?")).isEqualTo("ci sei?");
            }
            assertThat(scene.end("TERM")).isEqualTo(128 + 15);
        }
    }
}
