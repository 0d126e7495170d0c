package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import java.util.ArrayList;
import java.util.List;
import lesson.client.Client;
import lesson.support.Lesson;

/** Exercise 3-3: a notifier that can be asked to be quiet for a while, and loses nothing. */
@ClientEndpoint
public class DoNotDisturb extends Client {
    private final List<String> waiting = new ArrayList<>();
    private boolean paused;

    // Lines come from the keyboard in one thread, messages from the server in another.

    /** Returns what is sent for a line that was typed; null where nothing is. */
    private synchronized String typed(String line) {
        switch (line) {
            case "/pausa" -> paused = true;
            case "/riprendi" -> {
                paused = false;
                waiting.forEach(super::onMessage);
                waiting.clear();
            }
            default -> {
                return line;
            }
        }
        return null;
    }

    @Override @OnMessage
    public synchronized void onMessage(String message) {
        if (paused) {
            waiting.add(message);
        } else {
            super.onMessage(message);
        }
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) throws Exception {
        var client = new DoNotDisturb();
        Lesson.talk(Lesson.container().connectToServer(client, Lesson.url()), client::typed);
    }
}
