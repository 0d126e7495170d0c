package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import lesson.reconnect.ReconnectingClient;
import lesson.support.Lesson;

/** Exercise 6-3: a client that sends again what the server has not confirmed. */
@ClientEndpoint
public class Resend extends ReconnectingClient {
    private static final String RECEIPT = "ricevuto ";

    /** What is not confirmed, in order; lines and confirmations come in different threads. */
    private final Map<Integer, String> open = new ConcurrentSkipListMap<>();
    private int last;

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
        String numbered = ++last + " " + line;
        open.put(last, numbered);
        return numbered;
    }

    @Override @OnMessage
    public void onMessage(String message) {
        super.onMessage(message);
        if (message.matches(RECEIPT + "[0-9]{1,9}")) {
            open.remove(Integer.parseInt(message.substring(RECEIPT.length())));
        }
    }

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
        for (String line : open.values()) {
            session.getBasicRemote().sendText(line);
        }
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
