package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.reconnect.ReconnectingClient;
import lesson.support.Terminal;

/** Exercise 6-1: a client that does not try for ever. */
@ClientEndpoint
public class GivingUp extends ReconnectingClient {
    private static final int ATTEMPTS = 3;

    private volatile int attempts;      // since the last that succeeded

    @Override
    protected void connect() {
        attempts++;
        super.connect();
    }

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        attempts = 0;
        super.onOpen(session);
    }

    @Override @OnClose
    public void onClose() {
        if (attempts == ATTEMPTS) {
            Terminal.fail(Terminal.FAILED, "Il server non torna: rinuncio.");
        }
        super.onClose();
    }

    @Override
    protected long delay(int attempt) {
        return 300;     // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        new GivingUp().connect();
    }
}
