package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.SelfSigned;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wss://}: the same conversation inside TLS, with a server that is who it says it is. */
class EncryptedClientTest {
    @TempDir
    private static Path folder;
    private static SelfSigned certificate;

    @BeforeAll
    static void makeACertificate() throws IOException {
        certificate = new SelfSigned(folder);
    }

    private static ServerSocket server() throws IOException {
        return certificate.context().getServerSocketFactory().createServerSocket(0, 1,
                InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void theConversationIsTheSameAndTheBytesCanBeSeen() throws IOException {
        try (ServerSocket server = server();
                Program client = Program.java(Client.class, "-Dwire",
                        "-Djavax.net.ssl.trustStore=" + certificate.store,
                        "-Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD,
                        "-Durl=wss://localhost:" + server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
            peer.send("ciao a te");
            client.until("Risposta dal server: ciao a te");
            client.endInput();
            Peer.Frame ping = peer.read(Peer.PING);
            peer.send(Peer.FIN | Peer.PONG, ping.payload());
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            peer.sendClose(1000, "");
            assertEquals(0, client.exit());
            assertThat(client.errors()).contains("#1     testo «Ciao, server!»");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsALine() throws Exception {
        try (ServerSocket server = server()) {
            String url = "wss://localhost:" + server.getLocalPort();
            var accepting = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                } catch (IOException e) {
                    // refused, as it should be
                }
            });
            accepting.start();
            try (Program client = Program.java(Client.class, "-Durl=" + url)) {
                assertEquals(1, client.exit());
                assertEquals(List.of("Il certificato del server su " + url + " non è valido:"
                        + " forse non è davvero localhost."), client.errors());
            }
            accepting.join();
        }
    }
}
