package lesson.json.exercise;

import java.net.InetSocketAddress;
import lesson.json.JsonServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 5-1: a server whose answers say who wrote the message. */
public class Signed extends JsonServer {

    /** @param address where to listen */
    public Signed(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        // TODO Answer with {"utente":"Alice","testo":"Ciao","timestamp":"…"}, in this order; who
        // gave no name is "Anonimo". A record of your own with these three parts does it. What is
        // no message gets the answer of JsonServer.
        super.onMessage(socket, text);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Signed server = new Signed(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
