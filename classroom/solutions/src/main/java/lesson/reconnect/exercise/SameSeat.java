package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-2: a player who comes back and gets the same seat. */
@ClientEndpoint
public class SameSeat extends ReconnectingClient {
    private static final String SEAT = "posto ";

    private volatile String seat;       // null until the server gives one

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
        if (seat != null) {
            send("riprendi " + seat);
        }
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String message) {
        super.onMessage(message);
        if (message.startsWith(SEAT)) {
            seat = message.substring(SEAT.length());
        }
    }

    @Override
    protected void later(Runnable task, long delay) {
        super.later(task, delay / 10);      // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(SameSeat::new);
    }
}
