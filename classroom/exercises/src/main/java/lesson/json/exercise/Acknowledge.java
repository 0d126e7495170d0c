package lesson.json.exercise;

import java.net.InetSocketAddress;
import lesson.json.JsonServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 5-3: a server that says what it has got, and takes nothing twice. */
public class Acknowledge extends JsonServer {

    /** @param address where to listen */
    public Acknowledge(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        // TODO Answer a message with a string "id" with {"ricevuto":"a1"}, and send it as it is to
        // all others; if the same id comes again, only answer. All else is for JsonServer.
        // A un messaggio con una stringa "id" rispondi {"ricevuto":"a1"}, e mandalo così com'è agli
        // altri; se lo stesso id torna, rispondi soltanto. A tutto il resto pensa JsonServer.
        super.onMessage(socket, text);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Acknowledge server = new Acknowledge(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
