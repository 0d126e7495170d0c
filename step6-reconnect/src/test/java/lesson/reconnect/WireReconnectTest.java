package lesson.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;

class WireReconnectTest {
    private static void errorsUntil(Run run, String expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Run.PATIENCE);
        while (!run.error().equals(expected)) {
            assertTrue(System.nanoTime() < deadline, expected);     // new connections go on
        }
    }

    @Test
    void eachNewConnectionIsShownFromItsHandshakeOn() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = Run.java(ReconnectingClient.class,
                "-Durl=ws://localhost:" + server.getLocalPort(), "-Dwire")) {
            for (int connection = 1; connection <= 2; connection++) {
                Peer peer = Peer.accept(server);
                assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
                errorsUntil(client, "#" + connection + " → GET / HTTP/1.1");
                errorsUntil(client, "#" + connection + "     testo «Ciao, server!»");
                peer.close();
            }
        }
    }
}
