package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-3: a client that sends again what the server has not confirmed. */
@ClientEndpoint
public class Resend extends ReconnectingClient {
    private static final String RECEIPT = "ricevuto ";

    /** What is not confirmed, in order; lines and confirmations come in different threads. */
    private final Map<Integer, String> open = new ConcurrentSkipListMap<>();
    private int last;

    @Override
    protected void typed(String line) {
        int number = ++last;
        open.put(number, line);
        send(number + " " + line);
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String message) {
        super.onMessage(message);
        if (message.matches(RECEIPT + "[0-9]{1,9}")) {
            open.remove(Integer.parseInt(message.substring(RECEIPT.length())));
        }
    }

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
        open.forEach((number, line) -> send(number + " " + line));
    }

    @Override
    protected void later(Runnable task, long delay) {
        super.later(task, delay / 10);      // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(Resend::new);
    }
}
