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

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
        // TODO If the server has given a seat before, send "riprendi 7", with its number.
        // Se il server ha già dato un posto, manda "riprendi 7", con il numero di quel posto.
    }

    @Override @OnMessage
    public void onMessage(String message) {
        super.onMessage(message);
        // TODO If the message is like "posto 7", remember its number.
        // Se il messaggio è del tipo "posto 7", ricorda il numero.
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
