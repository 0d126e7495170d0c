package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackErrorsTest {
    /**
     * A server whose callbacks fail on demand: the words for it are in the messages and the path.
     */
    private static final class Faulty extends EchoServer {
        private final CompletableFuture<Integer> port = new CompletableFuture<>();
        private final BlockingQueue<String> closes = new LinkedBlockingQueue<>();
        private volatile boolean errorToo;

        Faulty() {
            super(new InetSocketAddress("localhost", 0));
        }

        @Override
        public void onStart() {
            port.complete(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            fail(handshake.getResourceDescriptor().substring(1));
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            fail(message);
            socket.send(message);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            closes.add(code + " " + reason);
            fail(reason);
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
            if (errorToo) {
                throw new AssertionError("in onError too");
            }
        }

        private void fail(String how) {
            switch (how) {
                case "exception" -> throw new IllegalStateException("on demand");
                case "assertion" -> throw new AssertionError("on demand");
                case "linkage" -> throw new NoClassDefFoundError("on demand");
                case "memory" -> throw new OutOfMemoryError("on demand");
                case "overflow" -> fail(how);
                default -> { }
            }
        }
    }

    private final Faulty server = new Faulty();
    private int port;

    @BeforeEach
    void start() {
        server.start();
        port = server.port.orTimeout(Run.PATIENCE, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assertion", "linkage", "memory", "overflow"})
    void anErrorInACallbackClosesThatConnectionWith1011AndNoOther(String error) {
        try (Talker bystander = new Talker(port)) {
            for (int i = 0; i < 20; i++) {      // more than there are workers
                try (Talker client = new Talker(port)) {
                    assertTrue(client.send(error).closed().startsWith("1011"), client::closed);
                }
                Peer inOpen = Peer.raw(port);
                inOpen.write(("GET /" + error + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes());
                inOpen.head();
                assertEquals(1011, inOpen.read(Peer.CLOSE).code());
                inOpen.close();
                new Talker(port).close(1000, error);
                assertEquals("va", bystander.ask("va"));
            }
        }
    }

    @Test
    void anExceptionInACallbackLeavesTheConnectionOpen() {
        try (Talker client = new Talker("ws://localhost:" + port + "/exception")) {
            client.send("exception");
            assertEquals("va", client.ask("va"));
            assertEquals("1000 exception", client.close(1000, "exception"));
        }
    }

    @Test
    void anErrorInTheErrorCallbackEndsNothingEither() {
        server.errorToo = true;
        try (Talker bystander = new Talker(port)) {
            for (String how : List.of("exception", "overflow")) {
                Talker client = new Talker(port).send(how);
                client.close();
                assertEquals("va", bystander.ask("va"));
            }
        }
    }

    @Test
    void whoIsLetGoForNotReadingShowsInTheCloseCallbackWith1008() throws InterruptedException {
        try (Peer client = Peer.open(port)) {
            byte[] large = Peer.frame(Peer.FIN | Peer.TEXT, true, new byte[60_000]);
            try {
                for (int i = 0; i < 1000; i++) {
                    client.write(large);
                }
            } catch (java.io.UncheckedIOException e) {
                // cut off
            }
            assertEquals("1008 non legge", server.closes.poll(Run.PATIENCE, TimeUnit.SECONDS));
        }
    }

    @Test
    void theCloseOfAClientThatGoesAtOnceIsSeenAsTheOneThatItSent() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Peer client = Peer.open(port);
            client.send("ultimo").sendClose(1000, "").close();      // without waiting for anything
            assertEquals("1000 ", server.closes.poll(Run.PATIENCE, TimeUnit.SECONDS));
        }
    }

    @Test
    void noAnswerIsLeftInTheQueue() {
        for (int i = 0; i < 300; i++) {
            try (Talker client = new Talker(port)) {
                assertEquals("a", client.ask("a"));
                assertEquals("b", client.ask("b"));
            }
        }
    }
}
