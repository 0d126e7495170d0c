package lesson.support.server;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;

/**
 * Stands between the library and the callbacks of a server: what goes wrong in one of them, or
 * what a client does wrong, ends one connection at the worst.
 */
final class Guard extends WebSocketAdapter {
    private final LessonServer server;
    private final Origins origins;
    private volatile boolean ending;

    Guard(LessonServer server, Origins origins) {
        this.server = server;
        this.origins = origins;
    }

    /** From here on no message is passed on. */
    void end() {
        ending = true;
    }

    /** A callback that throws an Error would end its worker thread or the whole server. */
    private void guarded(WebSocket socket, Runnable callback) {
        try {
            callback.run();
        } catch (Error e) {
            onWebsocketError(socket, new IllegalStateException(e));
            socket.close(CloseFrame.UNEXPECTED_CONDITION, "errore nel server");
        }
    }

    static GuardedChannel channel(WebSocket socket) {
        return (GuardedChannel) ((WebSocketImpl) socket).getChannel();
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket socket,
            Draft draft,
            ClientHandshake request) throws InvalidDataException {
        origins.check(request);
        ServerHandshakeBuilder answer =
                server.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
        channel(socket).accept(draft);
        return answer;
    }

    @Override
    public void onWebsocketOpen(WebSocket socket, Handshakedata handshake) {
        channel(socket).opened();
        try {
            guarded(socket, () -> server.onWebsocketOpen(socket, handshake));
        } finally {
            channel(socket).sender().answered();
        }
    }

    @Override
    public void onWebsocketMessage(WebSocket socket, String message) {
        if (counts(socket)) {
            guarded(socket, () -> server.onWebsocketMessage(socket, message));
        }
    }

    @Override
    public void onWebsocketMessage(WebSocket socket, ByteBuffer message) {
        if (counts(socket)) {
            guarded(socket, () -> server.onWebsocketMessage(socket, message));
        }
    }

    /** What comes behind a close frame does not count (RFC 6455, 5.5.1), nor when all ends. */
    private boolean counts(WebSocket socket) {
        return !ending && socket.isOpen();
    }

    @Override
    public void onWebsocketClose(WebSocket socket, int code, String reason, boolean remote) {
        guarded(socket, () -> server.onWebsocketClose(socket, code, reason, remote));
    }

    @Override
    public void onWebsocketClosing(WebSocket socket, int code, String reason, boolean remote) {
        guarded(socket, () -> server.onWebsocketClosing(socket, code, reason, remote));
    }

    @Override
    public void onWebsocketCloseInitiated(WebSocket socket, int code, String reason) {
        channel(socket).linger();
        guarded(socket, () -> server.onWebsocketCloseInitiated(socket, code, reason));
    }

    @Override
    public void onWebsocketError(WebSocket socket, Exception error) {
        try {
            server.onWebsocketError(socket, error);
        } catch (RuntimeException | Error e) {
            System.err.println("onError è finito a sua volta in un errore: " + e);
        }
    }

    /** Called at each write: here shows who reads more slowly than others send to it. */
    @Override
    public void onWriteDemand(WebSocket socket) {
        if (channel(socket).waiting() > Limits.WAITING) {
            server.letGo((WebSocketImpl) socket);
        }
        channel(socket).sender().demand();
    }

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket socket) {
        return server.getLocalSocketAddress(socket);
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket socket) {
        return server.getRemoteSocketAddress(socket);
    }
}
