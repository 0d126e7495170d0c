package lesson.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Step 5: the server of step 2, which speaks JSON and says when it received what. */
public class JsonServer extends EchoServer {
    protected static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT).disableHtmlEscaping().create();
    protected static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** @param address where to listen */
    public JsonServer(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        System.out.println("Messaggio ricevuto: " + text);
        socket.send(GSON.toJson(answer(text)));
    }

    private static Record answer(String text) {
        JsonElement json;
        try {
            json = GSON.fromJson(text, JsonElement.class);
        } catch (JsonParseException e) {
            return new Reply.Failure("JSON non valido");
        }
        if (!Message.isValid(json)) {
            return new Reply.Failure("messaggio non valido");
        }
        Message messaggio = GSON.fromJson(json, Message.class);
        return new Reply(messaggio.testo(), ISO.format(Instant.now()));
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        JsonServer server = new JsonServer(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
