package lesson.install.exercise;

import java.net.URI;
import lesson.support.Settings;
import lesson.support.Terminal;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Exercise 1-2: a game's ping. How long does an answer take, there and back? */
public final class Latency extends WebSocketClient {

    /** @param server the server that is asked */
    public Latency(URI server) {
        super(server);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        send("ping");
    }

    @Override
    public void onMessage(String answer) {
        // TODO Print the milliseconds from when "ping" was sent to this answer, instead of 0.
        // Stampa i millisecondi passati da quando è partito "ping" a questa risposta, invece di 0.
        System.out.println("Ping: 0 ms");
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
