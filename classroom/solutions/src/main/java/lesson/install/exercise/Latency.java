package lesson.install.exercise;

import java.net.URI;
import lesson.support.Settings;
import lesson.support.Terminal;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Exercise 1-2: a game's ping. How long does an answer take, there and back? */
public final class Latency extends WebSocketClient {

    private volatile long sent;

    /** @param server the server that is asked */
    public Latency(URI server) {
        super(server);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        sent = System.nanoTime();
        send("ping");
    }

    @Override
    public void onMessage(String answer) {
        System.out.println("Ping: " + (System.nanoTime() - sent) / 1_000_000 + " ms");
        close();
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
    }

    @Override
    public void onError(Exception error) {
        System.err.println("Qualcosa è andato storto: " + error + ".");
    }

    /** @param args not used; the server's address is a system property, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        new Latency(Settings.url()).connect();
    }
}
