package lesson.server.exercise;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 2-3: a chat that nobody floods: from each client one message a second. */
public class SlowDown extends EchoServer {

    /** @param address where to listen */
    public SlowDown(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        // TODO If less than a second has passed since this client's last accepted message, answer
        // "Piano! Un messaggio al secondo." instead (System.nanoTime() measures time).
        // Se dall'ultimo messaggio accettato di questo client è passato meno di un secondo,
        // rispondi invece "Piano! Un messaggio al secondo." (System.nanoTime() misura il tempo).
        super.onMessage(socket, message);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        SlowDown server = new SlowDown(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
