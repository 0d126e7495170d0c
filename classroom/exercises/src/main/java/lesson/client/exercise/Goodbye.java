package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.client.Client;

/** Exercise 3-2: {@code /esci} leaves the chat with a close frame 1000. */
@ClientEndpoint
public class Goodbye extends Client {

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
    }

    @Override
    protected void typed(String line) {
        // TODO Where the line is "/esci", don't send it: close the session with the code 1000
        // (CloseReason, CloseCodes.NORMAL_CLOSURE). The program then ends by itself.
        super.typed(line);
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(Goodbye::new);
    }
}
