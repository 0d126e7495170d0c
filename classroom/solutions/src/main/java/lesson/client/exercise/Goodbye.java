package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.client.Client;

/** Exercise 3-2: {@code /esci} leaves the chat with a close frame 1000. */
@ClientEndpoint
public class Goodbye extends Client {
    private volatile Session session;

    @Override @OnOpen
    public void onOpen(Session session) {
        this.session = session;
        super.onOpen(session);
    }

    @Override
    protected void typed(String line) {
        if (!line.equals("/esci")) {
            super.typed(line);
            return;
        }
        try {
            session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, "esco"));
        } catch (IOException e) {
            failed(e);
        }
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(Goodbye::new);
    }
}
