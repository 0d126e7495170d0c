package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.Map;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {
    /** Lines that are not answered yet when the input ends. */
    private static final int LAST = 100;

    private static Program client(ServerSocket server) {
        return Program.java(Client.class, "-Durl=" + Scene.url(server.getLocalPort()));
    }

    @Test
    void aWholeConversationWithTheServerOfStep2() {
        try (Scene scene = Scene.java(EchoServer.class);
                Program client = Program.java(Map.of("LC_ALL", "C"), Client.class.getName(),
                        "-Durl=" + scene.url())) {
            assertEquals("Connesso al server WebSocket!", client.line());
            assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!", client.line());
            for (String line : List.of("Ciao", "perché ☕", "")) {
                client.type(line);
                assertEquals("Risposta dal server: Messaggio ricevuto: " + line, client.line());
            }
            client.typeAll("fine senza a capo");
            assertEquals("Risposta dal server: Messaggio ricevuto: fine senza a capo",
                    client.line());
            assertEquals(0, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of(), client.errors());
            scene.program().until("Client disconnesso");
        }
    }

    @Test
    void itGreetsOnceSendsEachLineAndClosesWith1000() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
            peer.send("uno");
            client.type("riga");
            Peer.Frame line = peer.next();
            assertEquals(Peer.FIN | Peer.TEXT, line.first());
            assertEquals("riga", line.text());
            peer.send("due");
            client.endInput();
            Peer.Frame ping = peer.read(Peer.PING);
            peer.send(Peer.FIN | Peer.PONG, ping.payload());
            assertEquals(1000, peer.next().code());
            peer.send("tre").sendClose(1000, "");       // what comes before its answer is read
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!", "Risposta dal server: uno",
                    "Risposta dal server: due", "Risposta dal server: tre"), client.rest());
        }
    }

    @Test
    void aCloseFrameWithoutACodeIsNo1000() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send(Peer.FIN | Peer.CLOSE);
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1005, nessun motivo indicato."),
                    client.errors());
        }
    }

    @Test
    void aBinaryMessageIsALineAndTheConversationGoesOn() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.send(Peer.BINARY, (byte) 1).send(Peer.FIN | Peer.PING)
                    .send(Peer.FIN | Peer.CONTINUATION, (byte) 2).send("testo");
            client.until("Risposta dal server: testo");
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of("Il server ha mandato un messaggio binario: qui si legge solo"
                    + " testo."), client.errors());
        }
    }

    @Test
    void aServerThatGoesWithoutAWordIsSaidToo() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            Peer peer = Peer.accept(server);
            peer.read(Peer.TEXT);
            peer.close();
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1006, senza un frame di"
                    + " chiusura."), client.errors());
        }
    }

    @Test
    void withoutAServerItIsOneLineThatSaysHowToStartOne() {
        String url = Scene.url(Scene.freePort());
        try (Program client = Program.java(Client.class, "-Durl=" + url)) {
            assertEquals(1, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("Nessun server risponde su " + url + ": avvialo in un altro"
                    + " terminale con mvn -q -Dstep=2, poi riprova."), client.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:8080", "ws://localhost:99999", ""})
    void aUrlThatIsNoneIsOneLine(String url) {
        try (Program client = Program.java(Client.class, "-Durl=" + url)) {
            assertEquals(2, client.exit());
            assertEquals(List.of(), client.rest());
            assertThat(client.errors()).singleElement().asString()
                    .startsWith("url: «" + url + "» ");
        }
    }

    @Test
    void aConnectionHeaderMayHoldMoreThanUpgrade() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server, "Connection: keep-alive, Upgrade")) {
            assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
            client.until("Connesso al server WebSocket!");
        }
    }

    @Test
    void anAddressThatThisMachineCannotReachIsALine() {
        try (Program client = Program.java(Client.class, "-Durl=ws://255.255.255.255:8080")) {
            assertEquals(1, client.exit());
            assertEquals(List.of("Da qui non si arriva a ws://255.255.255.255:8080: l'indirizzo è"
                    + " giusto, e questa macchina è in rete?"), client.errors());
        }
    }

    /** A name that java.net.URI takes for none, as Windows lets a machine have. */
    @ParameterizedTest
    @ValueSource(strings = {"my_pc", "_pc.classe_3"})
    void aMachineMayHaveAnUnderscoreInItsName(String name, @TempDir Path folder) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + name);
        try (ServerSocket server = Peer.server(); Program client = Program.java(Client.class,
                "-Djdk.net.hosts.file=" + hosts, "-Durl=ws://" + name + ":"
                        + server.getLocalPort() + "/stanza"); Peer peer = Peer.call(server)) {
            String request = peer.head();
            assertThat(request).startsWith("GET /stanza HTTP/1.1\r\n")
                    .contains("\r\nHost: " + name + ":" + server.getLocalPort() + "\r\n");
            peer.endOutput();
            assertEquals(1, client.exit());
        }
    }

    @Test
    void noProxyThatWasMeantForMavenIsAsked() throws IOException {
        try (Scene scene = Scene.java(EchoServer.class); ServerSocket proxy = Peer.server()) {
            List<String> options = new ArrayList<>(List.of("-Durl=" + scene.url(),
                    "-Dhttp.nonProxyHosts=", "-DsocksNonProxyHosts="));
            for (String kind : List.of("http", "https", "socks")) {
                options.add("-D" + kind + (kind.equals("socks") ? "Proxy" : ".proxy")
                        + "Host=127.0.0.1");
                options.add("-D" + kind + (kind.equals("socks") ? "Proxy" : ".proxy") + "Port="
                        + proxy.getLocalPort());
            }
            try (Program client = Program.java(Client.class, options.toArray(String[]::new))) {
                client.until("Risposta dal server: Messaggio ricevuto: Ciao, server!");
            }
            proxy.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, proxy::accept);
        }
    }

    @Test
    void aMessageOfOneMebibyteIsTaken() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            String large = "x".repeat(1 << 20);
            peer.send(large);
            client.endInput();
            client.until("Risposta dal server: " + large);
            assertEquals(0, client.exit());
        }
    }

    @Test
    void controlCharactersInAnAnswerAreShownAndDoNotAct() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.send("\u001b[2Ja\nb");
            client.until("Risposta dal server: \\u001b[2Ja\\nb");
        }
    }

    /** A pipe that nobody reads is to the program what a stopped terminal is. */
    @Test
    void whoCannotPrintTakesNoMoreFromTheKeyboardAndLosesNoAnswer() throws Exception {
        int lines = 8_000;
        String text = "x".repeat(900);
        try (Scene scene = Scene.java(EchoServer.class)) {
            Process client = new ProcessBuilder(Program.javaCommand(List.of("-Durl=" + scene.url(),
                    "-cp", System.getProperty("java.class.path"), EndsWithParent.class.getName(),
                    Client.class.getName()))).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var typed = new AtomicInteger();
            var answered = new CountDownLatch(1);
            var keyboard = new Thread(() -> {
                try (Writer input = client.outputWriter()) {
                    while (typed.get() < lines - LAST) {
                        input.write(text + typed.incrementAndGet() + "\n");
                    }
                    input.flush();
                    answered.await();       // at the end it waits for a second, no longer
                    while (typed.get() < lines) {
                        input.write(text + typed.incrementAndGet() + "\n");
                    }
                } catch (IOException | InterruptedException e) {
                    // killed below, as the test has failed
                }
            });
            keyboard.start();
            int before = -1;
            while (typed.get() < 200 || typed.get() != before) {    // until it takes no more
                before = typed.get();
                keyboard.join(500);
            }
            assertThat(before).isLessThan(lines / 2);
            try (BufferedReader answers = client.inputReader()) {
                answers.readLine();
                answers.readLine();
                for (int i = 1; i <= lines; i++) {
                    assertThat(answers.readLine()).isEqualTo("Risposta dal server: Messaggio"
                            + " ricevuto: " + text + i);
                    if (i == lines - LAST) {
                        answered.countDown();
                    }
                }
                assertThat(answers.readLine()).isNull();
                assertEquals(0, client.waitFor());
            } finally {
                client.destroyForcibly();
            }
        }
    }

    /** Greets the server, and is still in its callback when the program ends. */
    @ClientEndpoint
    public static final class BusyClient extends Client {
        @Override @OnOpen
        public void onOpen(Session session) throws IOException {
            super.onOpen(session);
            LockSupport.parkNanos(Long.MAX_VALUE);
        }

        public static void main(String[] args) throws Exception {
            Lesson.container().connectToServer(new BusyClient(), Lesson.url());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Client.class, BusyClient.class})
    void ctrlCClosesWith1000(Class<?> main) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = Program.java(main, "-Durl=" + Scene.url(server.getLocalPort()));
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            client.signal("INT");
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            assertNull(peer.next());
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of(), client.errors());
        }
    }
}
