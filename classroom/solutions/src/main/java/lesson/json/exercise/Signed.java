package lesson.json.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.net.InetSocketAddress;
import java.time.Instant;
import lesson.json.JsonServer;
import lesson.json.Message;
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
        Message message = message(text);
        if (message == null) {
            super.onMessage(socket, text);
            return;
        }
        String utente = message.utente() == null ? "Anonimo" : message.utente();
        String timestamp = ISO.format(Instant.now());
        socket.send(GSON.toJson(new SignedReply(utente, message.testo(), timestamp)));
    }

    private static Message message(String text) {
        try {
            JsonElement json = GSON.fromJson(text, JsonElement.class);
            return Message.isValid(json) ? GSON.fromJson(json, Message.class) : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Signed server = new Signed(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
