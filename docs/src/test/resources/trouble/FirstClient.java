import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;

/** A first client with Jakarta WebSocket; troubleshooting.md says what goes wrong with it. */
@ClientEndpoint
public class FirstClient {
    @OnOpen
    public void onOpen(Session session) throws IOException {
        System.out.println("Connesso al server WebSocket!");
        session.getBasicRemote().sendText("Ciao, server!");
    }

    @OnMessage
    public void onMessage(String message) {
        System.out.println("Risposta dal server: " + message);
    }

    public static void main(String[] args) throws Exception {
        var url = URI.create("ws://localhost:" + Integer.getInteger("port"));
        ContainerProvider.getWebSocketContainer().connectToServer(new FirstClient(), url);
    }
}
