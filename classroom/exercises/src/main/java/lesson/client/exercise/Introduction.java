package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.client.Client;
import lesson.support.Lesson;

/** Exercise 3-1: a client that says who it is. */
@ClientEndpoint
public class Introduction extends Client {
    private final String name = Lesson.utente();

    @Override @OnOpen
    public void onOpen(Session session) throws IOException {
        super.onOpen(session);
        // TODO After the greeting send "Sono Alice", with the name that is in name.
        // Dopo il saluto manda "Sono Alice", con il nome che sta in name.
        System.out.println("Mi chiamo " + name);
    }

    /** @param args not used; {@code -Dutente=Bruno} for another name */
    public static void main(String[] args) throws Exception {
        var client = new Introduction();
        Lesson.talk(Lesson.container().connectToServer(client, Lesson.url()));
    }
}
