package lesson.json.exercise;

import java.net.InetSocketAddress;
import lesson.json.JsonServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 5-2: "Alice sta scrivendo": a second kind of message, for the others. */
public class Typing extends JsonServer {

    /** @param address where to listen */
    public Typing(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        // TODO Send an object whose "scrive" is true as it is to everyone but its sender.
        // Everything else, also what is not JSON, is for JsonServer.
        // Manda un oggetto con "scrive" uguale a true così com'è a tutti tranne chi lo ha mandato.
        // A tutto il resto, anche a quello che non è JSON, pensa JsonServer.
        super.onMessage(socket, text);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Typing server = new Typing(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
