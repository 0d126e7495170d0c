package lesson.support.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackErrorsTest {
    /**
     * A server whose callbacks fail on demand: the words for it are in the messages and the path.
     */
    private static final class FaultyServer extends TestServer {
        private volatile boolean errorToo;

        @Override
        int patience() {
            return 3_000;
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
            super.onClose(socket, code, reason, remote);
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

    private final FaultyServer server = new FaultyServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"assertion", "linkage", "memory", "overflow"})
    void anErrorInACallbackClosesThatConnectionWith1011AndNoOther(String error) {
        try (TestClient bystander = server.client()) {
            for (int i = 0; i < 20; i++) {      // more than there are workers
                try (TestClient client = server.client()) {
                    assertThat(client.send(error).closed()).startsWith("1011");
                }
                try (Peer client = Peer.raw(server.port())) {
                    client.write(("GET /" + error + " HTTP/1.1\r\nHost: x\r\n"
                            + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    client.head();
                    assertEquals(1011, client.read(Peer.CLOSE).code());
                }
                server.client().close(1000, error);
                assertEquals("va", bystander.ask("va"));
            }
        }
    }

    @Test
    void anExceptionInACallbackLeavesTheConnectionOpen() {
        try (TestClient client = new TestClient(Scene.url(server.port()) + "/exception")) {
            client.send("exception");
            assertEquals("va", client.ask("va"));
            assertEquals("1000 exception", client.close(1000, "exception"));
        }
    }

    @Test
    void anErrorInTheErrorCallbackEndsNothingEither() {
        server.errorToo = true;
        try (TestClient bystander = server.client()) {
            try (TestClient client = server.client()) {
                client.send("exception");
                assertEquals("va", client.ask("va"));
                assertThat(client.send("overflow").closed()).startsWith("1011");
                assertEquals("va", bystander.ask("va"));
            }
        }
    }

    @Test
    void whoIsLetGoForNotReadingShowsInTheCloseCallbackWith1008() throws InterruptedException {
        try (Peer client = server.peer()) {
            byte[] large = Peer.frame(Peer.FIN | Peer.TEXT, true, new byte[60_000]);
            try {
                for (int i = 0; i < 1000; i++) {
                    client.write(large);
                }
            } catch (UncheckedIOException e) {
                // cut off
            }
            assertEquals("1008 non legge", server.nextClosed());
        }
    }

    @Test
    void theCloseOfAClientThatGoesAtOnceIsSeenAsTheOneThatItSent() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Peer client = server.peer();
            client.send("ultimo").sendClose(1000, "").close();      // without waiting for anything
            assertEquals("1000 ", server.nextClosed());
        }
    }

    @Test
    void noAnswerIsLeftInTheQueue() {
        for (int i = 0; i < 300; i++) {
            try (TestClient client = server.client()) {
                assertEquals("a", client.ask("a"));
                assertEquals("b", client.ask("b"));
            }
        }
    }
}
