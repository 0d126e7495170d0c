package lesson.exercises;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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
final class Host extends Voice implements AutoCloseable {
    private final CountDownLatch started = new CountDownLatch(1);
    private final Semaphore pongs = new Semaphore(0);
    private final AtomicInteger refusals = new AtomicInteger();
    private final Sockets sockets = new Sockets();
    private volatile WebSocket guest;
    private volatile boolean visited;

    Host(Scene scene) throws InterruptedException {
        super(scene, scene.texts().say("host"));
        sockets.setDaemon(true);
        sockets.setTcpNoDelay(true);
        sockets.setConnectionLostTimeout(0);
        sockets.start();
        started.await();
    }

    String url() {
        return "ws://localhost:" + sockets.getPort();
    }

    /** The next thing that happens must be a client that connects. */
    public void letsIn() throws Unmet, InterruptedException {
        notices("letsIn", "");
    }

    /** From here on refuses so many attempts to connect. */
    public void willRefuse(int attempts) {
        scene().tell(scene().texts().say("willRefuse", attempts));
        refusals.set(attempts);
    }

    /** The next thing that happens must be an attempt to connect, which is refused. */
    public void refuses() throws Unmet, InterruptedException {
        notices("refuses", "");
    }

    /** Sends a message. */
    public void says(String text) {
        scene().tell(scene().texts().say("says", name(), text));
        guest.send(text);
    }

    /** Cuts the connection without a close frame, as a server does that is killed. */
    public void cuts() {
        scene().tell(scene().texts().say("cuts"));
        WebSocket cut = guest;
        guest = null;
        cut.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    /** The next thing that happens must be the client's close frame with this code. */
    public void isLeftWith(int code) throws Unmet, InterruptedException {
        notices("closed", String.valueOf(code));
    }

    /** The first to come has still to start. */
    @Override
    long patience() {
        return visited ? super.patience() : scene().patience().start();
    }

    @Override
    boolean settle() throws InterruptedException {
        pongs.drainPermits();
        WebSocket asked = guest;
        if (asked == null || !asked.isOpen()) {
            return true;
        }
        try {
            asked.sendPing();
        } catch (WebsocketNotConnectedException e) {
            return true;        // closed meanwhile: there is nothing to wait for
        }
        return pongs.tryAcquire(scene().patience().hang(), TimeUnit.MILLISECONDS)
                || !asked.isOpen();
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
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            guest = socket;
            noticed("letsIn", "");
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            heard(message);
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata frame) {
            pongs.release();
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            if (socket == guest) {
                guest = null;
                noticed("closed", String.valueOf(code));
                pongs.release();        // no pong will come
            }
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
            // the story goes on without this connection, and says what is missing
        }
    }
}
