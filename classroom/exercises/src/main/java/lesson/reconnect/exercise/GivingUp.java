package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-1: a client that does not try for ever. */
@ClientEndpoint
public class GivingUp extends ReconnectingClient {
    private static final int ATTEMPTS = 3;

    @Override
    protected void connect() {
        super.connect();
    }

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
    }

    @Override @OnClose
    public void onClose() {
        // TODO When ATTEMPTS attempts in a row have failed, end the program with Terminal.fail and
        // "Il server non torna: rinuncio.". Each begins with connect, and succeeds with onOpen.
        // Dopo ATTEMPTS tentativi falliti di fila termina il programma con Terminal.fail e
        // "Il server non torna: rinuncio.". Ognuno comincia con connect e riesce con onOpen.
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
