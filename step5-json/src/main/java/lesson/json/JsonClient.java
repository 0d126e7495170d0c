package lesson.json;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.client.Client;
import lesson.support.Json;
import lesson.support.Settings;

/** Step 5: the client of step 3, which sends objects as JSON and understands what comes back. */
@ClientEndpoint
public class JsonClient extends Client {
    private final String utente = Settings.utente();

    /** Takes the name from {@code -Dutente}. */
    public JsonClient() {
        Json.warmUp();
    }

    @Override @OnOpen
    public void onOpen(Session session) {
        System.out.println("Connesso al server WebSocket!");
        opened(session);
        typed("Ciao, server!");
    }

    @Override
    protected void typed(String line) {
        send(Json.stringify(new Message(utente, line)));
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String text) {
        try {
            Reply dati = Reply.of(text);
            System.out.println("Risposta: " + dati.testo() + " Ricevuto alle: " + dati.timestamp());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        answered();
    }

    @Override
    protected String server() {
        return "mvn -q -Dstep=5";
    }

    /** @param args not used; {@code -Dutente=Bruno} for another name */
    public static void main(String[] args) {
        launch(JsonClient::new);
    }
}
