package lesson.json;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Json;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Step 5: the server of step 2, which speaks JSON and says when it received what. */
public class JsonServer extends EchoServer {

    /** @param address where to listen */
    public JsonServer(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onStart() {
        Json.warmUp();
        super.onStart();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        System.out.println("Messaggio ricevuto: " + text);
        try {
            Message messaggio = Message.of(Json.parse(text));
            socket.send(Json.stringify(new Reply(messaggio.testo(), Json.now())));
        } catch (IllegalArgumentException e) {
            socket.send(Json.stringify(new Reply.Failure(e.getMessage())));
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        JsonServer server = new JsonServer(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
