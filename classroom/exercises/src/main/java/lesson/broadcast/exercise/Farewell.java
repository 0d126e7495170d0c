package lesson.broadcast.exercise;

import java.net.InetSocketAddress;
import lesson.broadcast.BroadcastServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 4-1: a chat that tells the others when somebody has left. */
public class Farewell extends BroadcastServer {

    /** @param address where to listen */
    public Farewell(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        super.onClose(socket, code, reason, remote);
        // TODO Send everyone who is still there "Qualcuno è uscito: restiamo in N.", where N is how
        // many they are.
        // Manda a tutti quelli che ci sono ancora "Qualcuno è uscito: restiamo in N.", dove N è
        // quanti sono.
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Farewell server = new Farewell(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
