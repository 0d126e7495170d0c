package lesson.checker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/** A server that the student's client talks to; what it says is what the story tells it to. */
final class ScriptedServer extends Participant implements AutoCloseable {
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Sockets sockets = new Sockets();
    private volatile WebSocket client;
    private volatile CompletableFuture<Void> pong = new CompletableFuture<>();
    private volatile boolean visited;

    ScriptedServer(StoryContext story) {
        super(story, story.texts().say("host"));
        sockets.setDaemon(true);
        sockets.setTcpNoDelay(true);
        sockets.setConnectionLostTimeout(0);
        sockets.start();
        started.join();
    }

    String url() {
        return "ws://localhost:" + sockets.getPort();
    }

    /** The next thing that happens must be a client that connects. */
    public void accepts() {
        notices("letsIn", "");
    }

    /** From here on refuses so many attempts to connect. */
    public void willRefuse(int attempts) {
        story().tell(story().texts().say("willRefuse", attempts));
        refusals.set(attempts);
    }

    /** The next thing that happens must be an attempt to connect, which is refused. */
    public void refuses() {
        notices("refuses", "");
    }

    /** Sends a message. */
    public void sends(String text) {
        story().tell(story().texts().say("says", name(), text));
        client.send(text);
    }

    /** Cuts the connection without a close frame, as a server does that is killed. */
    public void cuts() {
        story().tell(story().texts().say("cuts"));
        WebSocket cut = client;
        client = null;
        cut.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    /** The next thing that happens must be the client's close frame with this code. */
    public void seesClose(int code) {
        notices("closed", String.valueOf(code));
    }

    /** The first to come has still to start. */
    @Override
    long timeout() {
        return visited ? super.timeout() : story().timeouts().start();
    }

    @Override
    boolean settle() {
        var answer = new CompletableFuture<Void>();
        pong = answer;
        WebSocket asked = client;
        if (asked == null || !asked.isOpen()) {
            return true;
        }
        try {
            asked.sendPing();
        } catch (WebsocketNotConnectedException e) {
            return true;        // closed meanwhile: there is nothing to wait for
        }
        return answer.orTimeout(story().timeouts().hang(), TimeUnit.MILLISECONDS)
                .handle((came, error) -> error == null).join() || !asked.isOpen();
    }

    @Override
    public void close() {
        try {
            sockets.stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The library's side of it. */
    private final class Sockets extends WebSocketServer {
        Sockets() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        }

        @Override
        public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket socket,
                Draft draft, ClientHandshake request) throws InvalidDataException {
            visited = true;
            if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                noticed("refuses", "");
                throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no");
            }
            return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
        }

        @Override
        public void onStart() {
            started.complete(null);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            client = socket;
            noticed("letsIn", "");
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            received(message);
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata frame) {
            pong.complete(null);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            if (socket == client) {
                client = null;
                noticed("closed", String.valueOf(code));
                pong.complete(null);     // none will come
            }
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
            // the story goes on without this connection, and says what is missing
        }
    }
}
