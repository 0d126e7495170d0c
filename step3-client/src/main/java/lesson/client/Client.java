package lesson.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.support.Lesson;

/** Step 3: a client that greets the server, sends what is typed and prints what comes back. */
@ClientEndpoint
public class Client {

    @OnOpen
    public void onOpen(Session session) throws IOException {
        System.out.println("Connesso al server WebSocket!");
        session.getBasicRemote().sendText("Ciao, server!");
    }

    @OnMessage
    public void onMessage(String message) {
        System.out.println("Risposta dal server: " + message);
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) throws Exception {
        Session session = Lesson.container().connectToServer(new Client(), Lesson.url());
        Lesson.talk(session);
    }
}
