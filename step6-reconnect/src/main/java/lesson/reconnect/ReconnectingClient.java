package lesson.reconnect;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import lesson.client.Client;
import lesson.support.Lesson;

/** Step 6: the client of step 3, which comes back by itself when the connection is lost. */
@ClientEndpoint
public class ReconnectingClient extends Client {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int attempt;

    protected void connect() {
        try {
            Lesson.talk(Lesson.lasting().connectToServer(this, Lesson.url()));
        } catch (DeploymentException | IOException noServer) {
            onClose();      // a browser calls "close" here too; Tyrus does not
        }
    }

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        System.out.println("Connesso!");
        attempt = 0;
        session.getBasicRemote().sendText("Ciao, server!");
    }

    @OnClose
    public void onClose() {
        System.out.println("Connessione persa. Riconnessione...");
        timer.schedule(this::connect, delay(attempt++), MILLISECONDS);
    }

    protected long delay(int attempt) {
        return 3000;
    }

    /** @param args not used; {@code -Dbackoff=jitter} for delays that grow and vary */
    public static void main(String[] args) {
        (Lesson.jitter() ? new JitterClient() : new ReconnectingClient()).connect();
    }
}
