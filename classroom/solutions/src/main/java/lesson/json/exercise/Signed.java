package lesson.json.exercise;

import java.net.InetSocketAddress;
import lesson.json.JsonServer;
import lesson.json.Message;
import lesson.support.Json;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 5-1: a server whose answers say who wrote the message. */
public class Signed extends JsonServer {

    /** What it answers; the parts go out in this order. */
    private record SignedReply(String utente, String testo, String timestamp) {
    }

    /** @param address where to listen */
    public Signed(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        Message message;
        try {
            message = Message.of(Json.parse(text));
        } catch (IllegalArgumentException e) {
            super.onMessage(socket, text);
            return;
        }
        String utente = message.utente() == null ? "Anonimo" : message.utente();
        socket.send(Json.stringify(new SignedReply(utente, message.testo(), Json.now())));
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Signed server = new Signed(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
