package lesson.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

class WireReconnectTest {
    /** Reads standard error up to a line; with new connections there is always more to come. */
    private static void errorsUntil(Program client, String expected) {
        assertThat(client.findError(expected::equals, Program.TIMEOUT * 1000L))
                .as(() -> expected + "; " + client).isPresent();
    }

    @Test
    void eachNewConnectionIsShownFromItsHandshakeOn() throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = Program.java(ReconnectingClient.class,
                        "-Durl=" + Scene.url(server.getLocalPort()), "-Dwire")) {
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
