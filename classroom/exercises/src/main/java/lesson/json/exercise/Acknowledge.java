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
        // TODO A message with a string "id" is answered {"ricevuto":"a1"}, and goes on as it is to
        // everyone else; when the same id comes again, it is only answered. Everything else is
        // answered as JsonServer does.
        super.onMessage(socket, text);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Acknowledge server = new Acknowledge(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
