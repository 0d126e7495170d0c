package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-2: a player who comes back and gets the same seat. */
@ClientEndpoint
public class SameSeat extends ReconnectingClient {
    private static final String SEAT = "posto ";

    private volatile String seat;       // null until the server gives one

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
        if (seat != null) {
            session.getBasicRemote().sendText("riprendi " + seat);
        }
    }

    @Override @OnMessage
    public void onMessage(String message) {
        super.onMessage(message);
        if (message.startsWith(SEAT)) {
            seat = message.substring(SEAT.length());
        }
    }

    @Override
    protected long delay(int attempt) {
        return 300;     // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        new SameSeat().connect();
    }
}
