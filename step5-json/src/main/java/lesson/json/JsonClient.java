package lesson.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.support.Lesson;

/** Step 5: the client of step 3, which sends objects as JSON and understands what comes back. */
@ClientEndpoint
public class JsonClient {
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT).disableHtmlEscaping().create();
    private final String utente = Lesson.utente();

    private String message(String testo) {
        return GSON.toJson(new Message(utente, testo));
    }

    @OnOpen
    public void onOpen(Session session) throws IOException {
        System.out.println("Connesso al server WebSocket!");
        session.getBasicRemote().sendText(message("Ciao, server!"));
    }

    @OnMessage
    public void onMessage(String text) {
        try {
            JsonElement json = GSON.fromJson(text, JsonElement.class);
            if (Message.hasString(json, "errore")) {
                Reply.Failure dati = GSON.fromJson(json, Reply.Failure.class);
                System.err.println("Errore dal server: " + dati.errore());
            } else if (Message.hasString(json, "testo") && Message.hasString(json, "timestamp")) {
                Reply dati = GSON.fromJson(json, Reply.class);
                System.out.println(
                        "Risposta: " + dati.testo() + " Ricevuto alle: " + dati.timestamp());
            } else {
                throw new JsonParseException("neither an answer nor an error");
            }
        } catch (JsonParseException e) {
            System.err.println("Risposta che non è del passo 5: " + text);
        }
    }

    /** @param args not used; {@code -Dutente=Bruno} for another name */
    public static void main(String[] args) throws Exception {
        var client = new JsonClient();
        Session session = Lesson.container().connectToServer(client, Lesson.url());
        Lesson.talk(session, client::message);
    }
}
