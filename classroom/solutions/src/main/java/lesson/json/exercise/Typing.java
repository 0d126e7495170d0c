package lesson.json.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
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
        if (isTyping(text)) {
            broadcast(text, getConnections().stream().filter(other -> other != socket).toList());
        } else {
            super.onMessage(socket, text);
        }
    }

    private static boolean isTyping(String text) {
        try {
            return GSON.fromJson(text, JsonElement.class) instanceof JsonObject object
                    && new JsonPrimitive(true).equals(object.get("scrive"));
        } catch (JsonParseException e) {
            return false;
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Typing server = new Typing(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
