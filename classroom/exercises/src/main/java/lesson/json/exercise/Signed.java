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
        // TODO Answer with {"utente":"Alice","testo":"Ciao","timestamp":"…"}, in this order;
        // without a name it is "Anonimo". What is not a message is for JsonServer.
        // Rispondi con {"utente":"Alice","testo":"Ciao","timestamp":"…"}, in quest'ordine; senza
        // un nome è "Anonimo". A quello che non è un messaggio pensa JsonServer.
        super.onMessage(socket, text);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Signed server = new Signed(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
