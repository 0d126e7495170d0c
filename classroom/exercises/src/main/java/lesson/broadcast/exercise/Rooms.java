package lesson.broadcast.exercise;

import java.net.InetSocketAddress;
import lesson.broadcast.BroadcastServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;

/** Exercise 4-3: a chat with rooms: clients of {@code /calcio} get what is said there. */
public class Rooms extends BroadcastServer {

    /** @param address where to listen */
    public Rooms(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        super.onOpen(socket, handshake);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        // TODO Send the message only to the clients that connected to the same path as its sender.
        // Manda il messaggio solo ai client che si sono connessi allo stesso percorso di chi lo
        // manda.
        super.onMessage(socket, message);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Rooms server = new Rooms(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
