package lesson.server.exercise;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 2-3: a chat that nobody floods: from each client one message a second. */
public class SlowDown extends EchoServer {

    private static final long SECOND = 1_000_000_000;      // nanoseconds

    /** @param address where to listen */
    public SlowDown(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        Long last = socket.getAttachment();
        long now = System.nanoTime();
        if (last != null && now - last < SECOND) {
            socket.send("Piano! Un messaggio al secondo.");
        } else {
            socket.setAttachment(now);
            super.onMessage(socket, message);
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        SlowDown server = new SlowDown(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
