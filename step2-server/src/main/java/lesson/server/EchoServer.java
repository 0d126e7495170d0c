package lesson.server;

import java.net.InetSocketAddress;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Step 2: a server that tells each client what it has received from it. */
public class EchoServer extends WebSocketServer {

    /** @param address where to listen */
    public EchoServer(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onStart() {
        System.out.println("Server WebSocket in ascolto su " + Lesson.url(this));
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
        System.out.println("Client disconnesso");
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        Lesson.explain(error);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        EchoServer server = new EchoServer(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
