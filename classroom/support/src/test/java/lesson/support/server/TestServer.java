package lesson.support.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A server in the test's own program, on a port that the system chose: an echo, or as told. */
class TestServer extends WebSocketServer implements AutoCloseable {
    /** Those who came, and how each connection ended: code, a space, reason. */
    final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final BiConsumer<WebSocket, String> callback;

    TestServer() {
        this(WebSocket::send);
    }

    /** @param callback what {@code onMessage} does */
    TestServer(BiConsumer<WebSocket, String> callback) {
        super(new InetSocketAddress("localhost", 0));
        this.callback = callback;
        Loop.attach(this, List.of(), false, sockets(), patience());
        start();
    }

    /** Returns how many sockets there may be at one time. */
    int sockets() {
        return Limits.SOCKETS;
    }

    /** Returns the milliseconds between two pings, and to read the end. */
    int patience() {
        return Limits.PATIENCE;
    }

    int port() {
        return port.orTimeout(Program.TIMEOUT, TimeUnit.SECONDS).join();
    }

    Peer peer() {
        return Peer.open(port());
    }

    TestClient client() {
        return new TestClient(port());
    }

    /** Returns the server's side of the next one who came. */
    WebSocket nextOpened() throws InterruptedException {
        return opened.poll(Program.TIMEOUT, TimeUnit.SECONDS);
    }

    /** Returns how the next connection ended. */
    String nextClosed() throws InterruptedException {
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
    public void onMessage(WebSocket socket, String message) {
        callback.accept(socket, message);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        closed.add(code + " " + reason);
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        // what a test does not look at
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
