package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.client.Client;
import lesson.support.Settings;

/** Exercise 3-1: a client that says who it is. */
@ClientEndpoint
public class Introduction extends Client {
    private final String name = Settings.utente();

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
        send("Sono " + name);
    }

    /** @param args not used; {@code -Dutente=Bruno} for another name */
    public static void main(String[] args) {
        launch(Introduction::new);
    }
}
