package lesson.broadcast.exercise;

import java.net.InetSocketAddress;
import lesson.broadcast.BroadcastServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 4-2: a chat in which everyone has a name. */
public class Nicknames extends BroadcastServer {

    private static final String NICK = "/nick ";

    /** @param address where to listen */
    public Nicknames(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        if (message.startsWith(NICK)) {
            String name = message.substring(NICK.length());
            socket.setAttachment(name);
            socket.send("Ora ti chiami " + name);
        } else {
            String name = socket.getAttachment();
            super.onMessage(socket, (name == null ? "Anonimo" : name) + ": " + message);
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Nicknames server = new Nicknames(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
