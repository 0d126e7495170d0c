package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lesson.chat.ChatServer;
import lesson.docs.Side.Main;
import lesson.testkit.Program;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import lesson.testkit.SelfSigned;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, one of each side, behind the nginx of docs/chat: clients see one, over wss. */
@Order(1) // takes long, so it begins first
class ChatProxyTest extends InBrowser {
    /** As nginx.conf has it. */
    private static final String READ_TIMEOUT = "proxy_read_timeout 60s;";

    @TempDir
    private Path folder;

    private Program nginx(SelfSigned certificate, int port, List<Scene> servers,
            String readTimeout) throws IOException {
        certificate.writePem();
        Files.writeString(folder.resolve("nginx.conf"),
                Files.readString(Node.DOCS.resolve("chat/nginx.conf"))
                        .replace(":8443", ":" + port)
                        .replace(READ_TIMEOUT, readTimeout)
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

    private static Program client(Side side, SelfSigned certificate, int port, String name,
            String... settings) {
        List<String> all = new ArrayList<>(List.of("url=wss://localhost:" + port,
                "utente=" + name));
        all.addAll(List.of(settings));
        List<String> command = new ArrayList<>(side.command(Main.CHAT_CLIENT,
                all.toArray(String[]::new)));
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

    /** The page, in a browser that trusts the certificate. */
    private Page page(int port, String name) {
        context.close();
        context = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        context.setDefaultTimeout(PATIENCE);
        return ChatPageTest.open(context, "wss://localhost:" + port, name);
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
                Program nginx = nginx(certificate, port, List.of(java, node), READ_TIMEOUT);
                Program alice = client(Side.JAVA, certificate, port, "Alice");
                Program bruno = client(Side.NODE, certificate, port, "Bruno")) {
            List<Program> clients = List.of(alice, bruno);
            clients.forEach(client -> client.until("Connesso!"));
            alice.type("uno");
            clients.forEach(client -> hear(client, "Alice: uno"));
            Page carla = page(port, "Carla");
            bruno.type("due");
            clients.forEach(client -> hear(client, "Bruno: due"));
            for (Scene server : List.of(java, node)) {
                assertEquals(143, server.end("TERM"));
                alice.type("senza " + server.port());
                clients.forEach(client -> hear(client, "Alice: senza " + server.port()));
                server.restart();
            }
            ChatPageTest.say(carla, "tre");
            clients.forEach(client -> hear(client, "Carla: tre"));
            ChatPageTest.shows(carla, "uno", "due", "senza " + java.port(), "senza " + node.port(),
                    "tre");
            nginx.signal("TERM");
            assertEquals(0, nginx.exit());
        }
    }

    /** A proxy cuts what is silent for longer than its time: here 12 s, and 5. */
    @Test
    void whoSaysNothingStaysConnectedIfTheProxyWaitsLongerThanFromOnePingToTheNext()
            throws IOException {
        var certificate = new SelfSigned(folder);
        int patient = Scene.freePort();
        int hasty = Scene.freePort();
        try (Scene server = Scene.java(ChatServer.class);
                Program longer = nginx(certificate, patient, List.of(server, server),
                        "proxy_read_timeout 12s;");
                Program shorter = nginx(certificate, hasty, List.of(server, server),
                        "proxy_read_timeout 5s;");
                Program alice = client(Side.JAVA, certificate, patient, "Alice", "wire=");
                Program bruno = client(Side.JAVA, certificate, hasty, "Bruno")) {
            bruno.until("Connesso!");
            bruno.until("Connesso!");       // again: nothing came for five seconds
            for (int pings = 0; pings < 3;) {
                pings += alice.error().contains("opcode 9 (ping)") ? 1 : 0;
            }
            alice.until("Connesso!");
            alice.endInput();
            assertEquals(0, alice.exit());
            assertThat(alice.rest()).doesNotContain("Connesso!");
            for (Program nginx : List.of(longer, shorter)) {
                nginx.signal("TERM");
                assertEquals(0, nginx.exit());
            }
        }
    }
}
