package lesson.server.exercise;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;

/** Exercise 2-1: a chat that welcomes whoever comes. */
public class Greeter extends EchoServer {

    /** @param address where to listen */
    public Greeter(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        super.onOpen(socket, handshake);
        // TODO Send "Benvenuto nella chat!" to the newcomer, and to nobody else.
        // Manda "Benvenuto nella chat!" a chi è appena arrivato, e a nessun altro.
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Greeter server = new Greeter(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
