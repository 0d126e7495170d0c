package lesson.support;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import lesson.support.server.Loop;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A whole conversation on the loopback: handshake, a message and its echo, a close. */
public final class RoundTrip {
    /** Seconds that each of its parts may take: less than a second each, but for a busy machine. */
    private static final int PATIENCE = 60;
    private static final String MESSAGE = "perché ☕";

    private RoundTrip() {
    }

    /**
     * Holds the conversation, on a port that the system chooses.
     *
     * @return how long it took
     * @throws Exception if anything but the echo and a close code 1000 comes
     */
    public static String run() throws Exception {
        return run(message -> message);
    }

    /**
     * The same with any answer.
     *
     * @param answer makes what the server sends back of what it has received
     */
    public static String run(UnaryOperator<String> answer) throws Exception {
        long start = System.nanoTime();
        var echo = new Echo(answer);
        echo.setDaemon(true);
        Loop.attach(echo, List.of(), false);    // the library alone may keep an answer for itself
        echo.start();
        try {
            int port = echo.port.get(PATIENCE, TimeUnit.SECONDS);
            var caller = new Caller();
            ContainerProvider.getWebSocketContainer().connectToServer(caller,
                    ClientEndpointConfig.Builder.create().build(),
                    URI.create("ws://localhost:" + port));
            if (!caller.answer.get(PATIENCE, TimeUnit.SECONDS).equals(MESSAGE)) {
                throw new IllegalStateException("l'eco è diversa dal messaggio");
            }
            echo.getConnections().forEach(socket -> socket.close(CloseFrame.NORMAL));
            if (caller.code.get(PATIENCE, TimeUnit.SECONDS) != CloseFrame.NORMAL) {
                throw new IllegalStateException("il codice di chiusura non è 1000");
            }
        } finally {
            echo.stop(1000);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return "handshake, eco e chiusura 1000 in " + millis + " ms";
    }

    /** Sends the message; keeps the answer and the close code. */
    private static final class Caller extends Endpoint {
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, answer::complete);
            session.getAsyncRemote().sendText(MESSAGE);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            code.complete(reason.getCloseCode().getCode());
        }
    }

    /** Answers every message. */
    private static final class Echo extends WebSocketServer {
        private final CompletableFuture<Integer> port = new CompletableFuture<>();
        private final UnaryOperator<String> answer;

        Echo(UnaryOperator<String> answer) {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            this.answer = answer;
        }

        @Override
        public void onStart() {
            port.complete(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            socket.send(answer.apply(message));
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
            port.completeExceptionally(error);
        }
    }
}
