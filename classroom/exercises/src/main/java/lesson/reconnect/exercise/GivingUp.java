package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-1: a client that does not try for ever. */
@ClientEndpoint
public class GivingUp extends ReconnectingClient {
    private static final int ATTEMPTS = 3;

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
    }

    @Override @OnClose
    public void onClose(CloseReason reason) {
        // TODO When ATTEMPTS attempts in a row have failed (reason is null), end the program with
        // Terminal.fail and "Il server non torna: rinuncio.". A success starts the count again.
        super.onClose(reason);
    }

    @Override
    protected void later(Runnable task, long delay) {
        super.later(task, delay / 10);      // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(GivingUp::new);
    }
}
