import com.google.gson.Gson;
import java.time.Instant;
import org.java_websocket.WebSocket;

/** A first server that speaks JSON, with Gson as it comes. */
public class FirstJsonServer extends FirstServer {
    record Messaggio(String utente, String testo) {
    }

    record Risposta(String testo, String timestamp) {
    }

    private final Gson gson = new Gson();

    @Override
    public void onMessage(WebSocket socket, String message) {
        Messaggio messaggio = gson.fromJson(message, Messaggio.class);
        Risposta risposta = new Risposta(messaggio.testo(), Instant.now().toString());
        socket.send(gson.toJson(risposta));
    }

    public static void main(String[] args) {
        new FirstJsonServer().start();
    }
}
