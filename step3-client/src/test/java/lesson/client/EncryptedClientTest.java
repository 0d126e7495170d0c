package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wss://}: the same conversation inside TLS, with a server that is who it says it is. */
class EncryptedClientTest {
    private static final String PASSWORD = "password";

    @TempDir
    private static Path folder;
    private static Path keys;
    private static SSLContext context;

    @BeforeAll
    static void makeACertificate() throws Exception {
        keys = folder.resolve("keys.p12");
        try (Program keytool = Program.start(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext", "san=dns:localhost", "-validity", "1", "-storetype", "PKCS12",
                "-keystore", keys.toString(), "-storepass", PASSWORD))) {
            assertEquals(0, keytool.exit());
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
    }

    private static ServerSocket server() throws IOException {
        return context.getServerSocketFactory().createServerSocket(0, 1,
                InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void theConversationIsTheSameAndTheBytesCanBeSeen() throws IOException {
        try (ServerSocket server = server();
                Program client = Program.java(Client.class, "-Dwire",
                        "-Djavax.net.ssl.trustStore=" + keys,
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
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
                assertEquals(List.of("Il certificato di quello su " + url + " non vale: localhost"
                        + " potrebbe essere un altro."), client.errors());
            }
            accepting.join();
        }
    }
}
