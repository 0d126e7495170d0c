package lesson.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;

class WireReconnectTest {
    private static void errorsUntil(Run run, String expected) {
        while (!run.error().equals(expected)) {
            // an earlier one
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
