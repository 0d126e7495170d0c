package lesson.chat;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.reconnect.ReconnectingClient;
import lesson.support.Lesson;

/** The client of step 6, which comes back to where it was, and repeats a line until it is heard. */
@ClientEndpoint
public class ChatClient extends ReconnectingClient {
    private final Outbox outbox = new Outbox(Lesson.utente());
    private volatile Session session;
    private volatile long ultimo = -1;  // the number of the text that was heard last

    @Override
    protected void connect() {
        try {
            Lesson.talk(Lesson.lasting().connectToServer(this, Lesson.url()), this::say);
        } catch (DeploymentException | IOException noServer) {
            onClose();
        }
    }

    @Override @OnOpen
    public void onOpen(Session opened) {
        System.out.println("Connesso!");
        boolean isBack = session != null;
        session = opened;
        if (isBack) {
            ultimo = Math.max(ultimo, 0);   // from the first on, none may be missing
            send("{\"dopo\":" + ultimo + "}");
        }
        send(outbox.entry());
        outbox.unheard().ifPresent(this::send);
    }

    /** Returns when the line has been heard; so long the next one waits. */
    private String say(String line) {
        if (outbox.put(line)) {
            outbox.unheard().ifPresent(this::send);
            outbox.awaitHeard();
        }
        return null;                    // nothing more is to be sent
    }

    private void send(String text) {
        try {
            session.getAsyncRemote().sendText(text);
        } catch (RuntimeException broken) {
            // said again when there is a connection
        }
    }

    @Override @OnMessage
    public void onMessage(String text) {
        Heard heard = Heard.of(text);
        outbox.heard(heard);
        if (heard.mayBeLost()) {
            delayedExecutor(1, SECONDS).execute(() -> outbox.unheard().ifPresent(this::send));
        }
        ultimo = heard.print(ultimo);
    }

    /** @param args not used; {@code -Dutente=Bruno} for another name */
    public static void main(String[] args) {
        new ChatClient().connect();
    }
}
