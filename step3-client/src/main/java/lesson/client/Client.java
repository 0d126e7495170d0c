package lesson.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.support.client.LessonClient;

/** Step 3: a client that greets the server, sends what is typed and prints what comes back. */
@ClientEndpoint
public class Client extends LessonClient {

    @Override
    protected void connect() throws DeploymentException, IOException {
        container().connectToServer(this, url());
    }

    @OnOpen
    public void onOpen(Session session) {
        System.out.println("Connesso al server WebSocket!");
        opened(session);
        send("Ciao, server!");
    }

    @OnMessage(maxMessageSize = LARGEST_MESSAGE)
    public void onMessage(String message) {
        System.out.println("Risposta dal server: " + message);
        answered();
    }

    @OnClose
    public void onClose(CloseReason reason) {
        ended(reason);
    }

    @OnError
    public void onError(Throwable error) {
        failed(error);
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        launch(Client::new);
    }
}
