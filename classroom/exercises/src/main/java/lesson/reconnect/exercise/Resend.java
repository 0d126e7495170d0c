package lesson.reconnect.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import lesson.reconnect.ReconnectingClient;

/** Exercise 6-3: a client that sends again what the server has not confirmed. */
@ClientEndpoint
public class Resend extends ReconnectingClient {

    @Override
    protected void typed(String line) {
        // TODO Number the lines: "1 Ciao", "2 Come va?". Keep each one until it is confirmed.
        super.typed(line);
    }

    @Override @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String message) {
        super.onMessage(message);
        // TODO "ricevuto 1" confirms the first line: it need not be kept any longer.
    }

    @Override @OnOpen
    public void onOpen(Session session) {
        super.onOpen(session);
        // TODO Send again, in order, all that is still kept.
    }

    @Override
    protected void later(Runnable task, long delay) {
        super.later(task, delay / 10);      // nobody likes to wait for a check
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(Resend::new);
    }
}
