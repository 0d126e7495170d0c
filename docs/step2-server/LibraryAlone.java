import java.net.InetSocketAddress;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Step 2, "Break it": the same echo on Java-WebSocket alone, without the limits of the lesson. */
public class LibraryAlone extends WebSocketServer {

    LibraryAlone(int port) {
        super(new InetSocketAddress("localhost", port));
    }

    @Override
    public void onStart() {
        System.out.println("Server senza limiti in ascolto su ws://localhost:" + getPort());
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
        // Nothing is said: when the server breaks, this comes before onError or after it.
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        if (!(error instanceof InterruptedException)) {     // a server that stops, stops its worker
            System.err.println(error);
        }
    }

    /** @param args the port */
    public static void main(String[] args) {
        new LibraryAlone(Integer.parseInt(args[0])).start();
    }
}
