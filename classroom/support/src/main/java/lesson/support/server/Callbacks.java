package lesson.support.server;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/**
 * Stands between the library and the callbacks of a server: they run on the loop, one after the
 * other, and what goes wrong in one of them ends one connection at the worst.
 */
final class Callbacks extends WebSocketAdapter {
    private final WebSocketServer server;
    private final Loop loop;

    Callbacks(WebSocketServer server, Loop loop) {
        this.server = server;
        this.loop = loop;
    }

    private static Connection connection(WebSocket socket) {
        return (Connection) ((WebSocketImpl) socket).getChannel();
    }

    private void call(WebSocket socket, Runnable callback) {
        loop.call(() -> {
            try {
                callback.run();
            } catch (RuntimeException e) {
                onWebsocketError(socket, e);
            } catch (Error e) {
                onWebsocketError(socket, new IllegalStateException(e));
                socket.close(CloseFrame.UNEXPECTED_CONDITION, "errore nel server");
            }
        });
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket socket,
            Draft draft, ClientHandshake request) throws InvalidDataException {
        return server.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
    }

    /** The handshake is answered first: a callback that blocks must not keep the client outside. */
    @Override
    public void onWebsocketOpen(WebSocket socket, Handshakedata handshake) {
        connection(socket).send();
        call(socket, () -> server.onWebsocketOpen(socket, handshake));
    }

    @Override
    public void onWebsocketMessage(WebSocket socket, String message) {
        call(socket, () -> server.onWebsocketMessage(socket, message));
    }

    /** A text lesson takes no binary message (RFC 6455, 7.4.1: 1003). */
    @Override
    public void onWebsocketMessage(WebSocket socket, ByteBuffer message) {
        socket.close(CloseFrame.REFUSE, "solo testo");
    }

    @Override
    public void onWebsocketPong(WebSocket socket, Framedata pong) {
        call(socket, () -> server.onWebsocketPong(socket, pong));
    }

    @Override
    public void onWebsocketClose(WebSocket socket, int code, String reason, boolean remote) {
        call(socket, () -> server.onWebsocketClose(socket, code, reason, remote));
    }

    @Override
    public void onWebsocketClosing(WebSocket socket, int code, String reason, boolean remote) {
        call(socket, () -> server.onWebsocketClosing(socket, code, reason, remote));
    }

    @Override
    public void onWebsocketCloseInitiated(WebSocket socket, int code, String reason) {
        call(socket, () -> server.onWebsocketCloseInitiated(socket, code, reason));
    }

    @Override
    public void onWebsocketError(WebSocket socket, Exception error) {
        try {
            server.onWebsocketError(socket, error);
        } catch (RuntimeException | Error e) {
            System.err.println("Anche onError ha lanciato un errore: " + e + ".");
        }
    }

    /** Called at each write, by whichever thread writes. */
    @Override
    public void onWriteDemand(WebSocket socket) {
        connection(socket).demand();
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
