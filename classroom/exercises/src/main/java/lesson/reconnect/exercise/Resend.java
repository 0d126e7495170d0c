package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.reconnect.ReconnectingClient;
import lesson.support.Lesson;

/** Exercise 6-3: a client that sends again what the server has not confirmed. */
@ClientEndpoint
public class Resend extends ReconnectingClient {

    @Override
    protected void connect() {
        try {
            Session session = Lesson.lasting().connectToServer(this, Lesson.url());
            Lesson.talk(session, this::typed);
        } catch (DeploymentException | IOException noServer) {
            onClose();
        }
    }

    /** Returns what is sent for a line that was typed. */
    private String typed(String line) {
        // TODO Number the lines: "1 Ciao", "2 Come va?". Keep each one until it is confirmed.
        // Numera le righe: "1 Ciao", "2 Come va?". Conserva ognuna finché non è confermata.
        return line;
    }

    @Override @OnMessage
    public void onMessage(String message) {
        super.onMessage(message);
        // TODO "ricevuto 1" confirms the first line: it need not be kept any longer.
        // "ricevuto 1" conferma la prima riga: non serve più conservarla.
    }

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
        // TODO Send all lines that are still kept again, in order.
        // Manda di nuovo, in ordine, tutte le righe ancora conservate.
    }

    @Override
    protected long delay(int attempt) {
        return 300;     // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        new Resend().connect();
    }
}
