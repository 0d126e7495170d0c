package lesson.broadcast;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Step 4: the server of step 2 with one method changed: every message goes to every client. */
public class BroadcastServer extends EchoServer {

    /** @param address where to listen */
    public BroadcastServer(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        System.out.println("Messaggio ricevuto: " + message);
        broadcast(message);     // to whoever is open, the sender included
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        BroadcastServer server = new BroadcastServer(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
