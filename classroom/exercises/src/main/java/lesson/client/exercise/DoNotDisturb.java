package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import lesson.client.Client;

/** Exercise 3-3: a notifier that can be asked to be quiet for a while, and loses nothing. */
@ClientEndpoint
public class DoNotDisturb extends Client {

    @Override
    protected void typed(String line) {
        // TODO "/pausa" and "/riprendi" are not sent. After "/pausa" keep what comes; at
        // "/riprendi" hand it to super.onMessage in the order in which it came.
        super.typed(line);
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String message) {
        super.onMessage(message);
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(DoNotDisturb::new);
    }
}
