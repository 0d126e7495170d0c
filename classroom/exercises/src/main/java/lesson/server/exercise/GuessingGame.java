package lesson.server.exercise;

import java.net.InetSocketAddress;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;

/** Exercise 2-2: a game, guess the number, in which each player has a count of attempts. */
public class GuessingGame extends EchoServer {
    private static final int SECRET = 42;

    /** @param address where to listen */
    public GuessingGame(InetSocketAddress address) {
        super(address);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        if (!message.matches("[0-9]{1,9}")) {
            super.onMessage(socket, message);
            return;
        }
        int guess = Integer.parseInt(message);
        // TODO Answer "Troppo basso", "Troppo alto" or "Indovinato! Tentativi: N", where N counts
        // this player's guesses: socket.setAttachment keeps something for a client.
        // Rispondi "Troppo basso", "Troppo alto" o "Indovinato! Tentativi: N", dove N conta i
        // tentativi di questo giocatore: socket.setAttachment conserva qualcosa per un client.
        socket.send(guess == SECRET ? "Indovinato!" : "Sbagliato");
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        GuessingGame server = new GuessingGame(Lesson.address());
        Lesson.guard(server);
        server.start();
    }
}
