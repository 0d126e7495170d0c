package lesson.json.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import lesson.json.JsonServer;
import lesson.json.Message;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 5-3: a server that says what it has got, and takes nothing twice. */
public class Acknowledge extends JsonServer {
    private final Set<String> known = new HashSet<>();

    /** What the sender is answered. */
    private record Receipt(String ricevuto) {
    }

    /** @param address where to listen */
    public Acknowledge(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        String id = id(text);
        if (id == null) {
            super.onMessage(socket, text);
            return;
        }
        if (known.add(id)) {
            broadcast(text, getConnections().stream().filter(other -> other != socket).toList());
        }
        socket.send(GSON.toJson(new Receipt(id)));
    }

    private static String id(String text) {
        try {
            JsonElement json = GSON.fromJson(text, JsonElement.class);
            return Message.hasString(json, "id")
                    ? json.getAsJsonObject().get("id").getAsString() : null;
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Acknowledge server = new Acknowledge(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
