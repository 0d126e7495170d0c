package lesson.reconnect;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.client.Client;
import lesson.support.client.Backoff;
import lesson.support.client.Outbox;

/** Step 6: the client of step 3, which comes back by itself when the connection is lost. */
@ClientEndpoint
public class ReconnectingClient extends Client {
    private final Outbox outbox = new Outbox();     // what is typed while the server is away
    private final Backoff backoff = Backoff.setting();
    private int attempt;

    @Override
    protected void connect() {
        try {
            super.connect();
        } catch (DeploymentException | IOException e) {
            onClose(null);      // a browser calls "close" here too; Tyrus does not
        }
    }

    @Override @OnOpen
    public void onOpen(Session session) {
        System.out.println("Connesso!");
        attempt = 0;
        opened(session);
        send("Ciao, server!");
        outbox.open(this::send);
    }

    @Override @OnClose
    public void onClose(CloseReason reason) {
        closed();
        outbox.close();
        if (!ending()) {
            System.out.println("Connessione persa. Riconnessione...");
            later(this::connect, backoff.delay(attempt++));
        }
    }

    @Override
    protected void typed(String line) {
        outbox.add(line);
    }
    @Override
    protected void drain() throws InterruptedException {
        outbox.drain();
    }

    /** @param args not used; {@code -Dbackoff=jitter} for delays that grow and vary */
    public static void main(String[] args) {
        launch(ReconnectingClient::new);
    }
}
