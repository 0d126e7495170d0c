package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.reconnect.ReconnectingClient;
import lesson.support.Terminal;

/** Exercise 6-1: a client that does not try for ever. */
@ClientEndpoint
public class GivingUp extends ReconnectingClient {
    private static final int ATTEMPTS = 3;

    private volatile int failed;

    @Override @OnOpen
    public void onOpen(Session session) {
        failed = 0;
        super.onOpen(session);
    }

    @Override @OnClose
    public void onClose(CloseReason reason) {
        if (reason == null && ++failed == ATTEMPTS) {
            Terminal.fail(Terminal.FAILED, "Il server non torna: rinuncio.");
        }
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
