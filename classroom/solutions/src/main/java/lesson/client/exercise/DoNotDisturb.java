package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import java.util.ArrayList;
import java.util.List;
import lesson.client.Client;

/** Exercise 3-3: a notifier that can be asked to be quiet for a while, and loses nothing. */
@ClientEndpoint
public class DoNotDisturb extends Client {
    private final List<String> waiting = new ArrayList<>();
    private boolean paused;

    // Lines come from the keyboard in one thread, messages from the server in another.
    @Override
    protected synchronized void typed(String line) {
        switch (line) {
            case "/pausa" -> paused = true;
            case "/riprendi" -> {
                paused = false;
                waiting.forEach(super::onMessage);
                waiting.clear();
            }
            default -> super.typed(line);
        }
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public synchronized void onMessage(String message) {
        if (paused) {
            waiting.add(message);
        } else {
            super.onMessage(message);
        }
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(DoNotDisturb::new);
    }
}
