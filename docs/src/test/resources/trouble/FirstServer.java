import java.net.InetSocketAddress;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A first server with Java-WebSocket alone; troubleshooting.md says what goes wrong with it. */
public class FirstServer extends WebSocketServer {
    FirstServer() {
        super(new InetSocketAddress("localhost", Integer.getInteger("port")));
        // Seconds between two looks whether each client is still there; 60 unless one says so.
        setConnectionLostTimeout(Integer.getInteger("lost", 60));
    }

    @Override
    public void onStart() {
        System.out.println("Server WebSocket in ascolto su ws://localhost:" + getPort());
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        System.out.println("Nuovo client connesso!");
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        System.out.println("Messaggio ricevuto: " + message);
        socket.send("Messaggio ricevuto: " + message);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        System.out.println("Client disconnesso: " + code + " " + reason);
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        System.err.println("Errore da " + socket.getRemoteSocketAddress() + ": " + error);
    }

    public static void main(String[] args) {
        new FirstServer().start();
    }
}
