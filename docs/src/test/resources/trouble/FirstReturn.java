import java.net.URI;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A first client that comes back, with Java-WebSocket: from inside its own callback. */
public class FirstReturn extends WebSocketClient {
    FirstReturn() {
        super(URI.create("ws://localhost:" + Integer.getInteger("port")));
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        System.out.println("Connesso!");
    }

    @Override
    public void onMessage(String message) {
        System.out.println("Risposta dal server: " + message);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        System.out.println("Connessione persa. Riconnessione...");
        reconnect();
    }

    @Override
    public void onError(Exception error) {
        System.err.println("Errore: " + error);
    }

    public static void main(String[] args) {
        new FirstReturn().connect();
    }
}
