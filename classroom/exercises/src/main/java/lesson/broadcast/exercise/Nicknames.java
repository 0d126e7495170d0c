package lesson.broadcast.exercise;

import java.net.InetSocketAddress;
import lesson.broadcast.BroadcastServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 4-2: a chat in which everyone has a name. */
public class Nicknames extends BroadcastServer {

    /** @param address where to listen */
    public Nicknames(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        // TODO "/nick Bruno" goes to nobody: only its sender gets the answer "Ora ti chiami Bruno".
        // Any other message goes to everyone as "Bruno: ciao", or "Anonimo: ciao" without a name.
        // "/nick Bruno" non va a nessuno: solo chi lo manda riceve "Ora ti chiami Bruno".
        // Gli altri messaggi vanno a tutti come "Bruno: ciao", o "Anonimo: ciao" senza un nome.
        super.onMessage(socket, message);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Nicknames server = new Nicknames(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
