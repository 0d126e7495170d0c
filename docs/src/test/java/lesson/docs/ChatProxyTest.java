package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lesson.docs.Side.Main;
import lesson.testkit.Program;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import lesson.testkit.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, one of each side, behind the nginx of docs/chat: clients see one, over wss. */
class ChatProxyTest {
    @TempDir
    private Path folder;

    private Program nginx(SelfSigned certificate, int port, List<Scene> servers)
            throws IOException {
        certificate.writePem();
        Files.writeString(folder.resolve("nginx.conf"),
                Files.readString(Node.DOCS.resolve("chat/nginx.conf"))
                        .replace(":8443", ":" + port)
                        .replace(":8080", ":" + servers.get(0).port())
                        .replace(":8081", ":" + servers.get(1).port()));
        try {
            Program nginx = Program.command(Map.of(), folder, List.of("nginx", "-p", ".", "-c",
                    "nginx.conf", "-e", "stderr", "-g", "daemon off; pid nginx.pid;"));
            awaitListening(nginx, port);
            return nginx;
        } catch (UncheckedIOException e) {
            Node.missing("nginx is needed: install Debian's nginx-light");
            throw e;
        }
    }

    /** It says nothing when it listens. */
    private static void awaitListening(Program nginx, int port) throws IOException {
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (ConnectException e) {
                if (nginx.hasEnded(10)) {
                    throw new AssertionError(nginx);
                }
            }
        }
    }

    private static Program client(Side side, SelfSigned certificate, int port, String name) {
        List<String> command = new ArrayList<>(side.command(Main.CHAT_CLIENT,
                "url=wss://localhost:" + port, "utente=" + name));
        if (side == Side.JAVA) {
            command.addAll(1, List.of("-Djavax.net.ssl.trustStore=" + certificate.store,
                    "-Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD));
        }
        return Program.command(Map.of("NODE_EXTRA_CA_CERTS",
                certificate.store.resolveSibling("cert.pem").toString()), Node.DOCS, command);
    }

    private static void hear(Program client, String text) {
        client.findLine(line -> line.startsWith(text + " ("), Program.TIMEOUT * 1000L)
                .orElseThrow(() -> new AssertionError(text + " never came; " + client));
    }

    @Test
    void aDeploymentOfOneServerAfterTheOtherCostsNobodyAWord() throws IOException {
        var certificate = new SelfSigned(folder);
        int port = Scene.freePort();
        try (Redis redis = new Redis();
                Scene java = Scene.of(on -> Side.JAVA.start(Main.CHAT_SERVER, "port=" + on,
                        "redis=" + redis.url()));
                Scene node = Scene.of(on -> Side.NODE.start(Main.CHAT_SERVER, "port=" + on,
                        "redis=" + redis.url()));
                Program nginx = nginx(certificate, port, List.of(java, node));
                Program alice = client(Side.JAVA, certificate, port, "Alice");
                Program bruno = client(Side.NODE, certificate, port, "Bruno")) {
            List<Program> clients = List.of(alice, bruno);
            clients.forEach(client -> client.until("Connesso!"));
            alice.type("uno");
            clients.forEach(client -> hear(client, "Alice: uno"));
            bruno.type("due");
            clients.forEach(client -> hear(client, "Bruno: due"));
            for (Scene server : List.of(java, node)) {
                assertEquals(143, server.end("TERM"));
                alice.type("senza " + server.port());
                clients.forEach(client -> hear(client, "Alice: senza " + server.port()));
                server.restart();
            }
            nginx.signal("TERM");
            assertEquals(0, nginx.exit());
        }
    }
}
