package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.Map;
import lesson.server.EchoServer;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {
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
            Peer.Frame line = peer.read();
            assertEquals(Peer.FIN | Peer.TEXT, line.first());
            assertEquals("riga", line.text());
            peer.send("due");
            client.endInput();
            Peer.Frame ping = peer.read();
            peer.send(Peer.FIN | Peer.PONG, ping.payload());
            assertEquals(1000, peer.read().code());
            peer.send("tre").sendClose(1000, "");       // what comes before its answer is read
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!", "Risposta dal server: uno",
                    "Risposta dal server: due", "Risposta dal server: tre"), client.rest());
        }
    }

    @Test
    void atTheEndOfInputItDoesNotWaitForEverForTheLastAnswer() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            client.endInput();
            assertEquals("Ciao, server!", peer.read().text());
            peer.read(Peer.PING);
            assertEquals(1000, peer.read().code());     // no answer came, and none is invented
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!"), client.rest());
        }
    }

    /** In a room others speak too: a pong comes behind the answers to all that was sent before. */
    @Test
    void atTheEndOfInputWhatOthersSayCountsForNothing() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            client.typeAll("mia\n");
            assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
            assertEquals("mia", peer.read(Peer.TEXT).text());
            for (int i = 0; i < 10; i++) {
                peer.send("di altri " + i);
            }
            Peer.Frame ping = peer.read(Peer.PING);
            peer.send("alla mia").send(Peer.FIN | Peer.PONG, ping.payload());
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            peer.sendClose(1000, "");
            assertEquals(0, client.exit());
            assertThat(client.rest()).hasSize(12).endsWith("Risposta dal server: alla mia");
        }
    }

    @Test
    void anInterimAnswerIsPassedOver() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                    + "HTTP/1.1 404 Not Found\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertEquals(1, client.exit());
            assertThat(client.errors()).singleElement().asString().contains("HTTP 404");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1000; ''; 0; codice 1000, nessun motivo indicato.",
        "1001; ''; 1; codice 1001, nessun motivo indicato.",
        "4000; troppi; 1; codice 4000, motivo «troppi».",
        "1011; x\u001b[2J; 1; codice 1011, motivo «x\\u001b[2J»."})
    void whenTheServerEndsTheConversationCodeAndReasonAreOneLine(int code, String reason,
            int status, String codeAndReason) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.sendClose(code, reason);
            assertEquals(code, peer.read(Peer.CLOSE).code());
            assertEquals(status, client.exit());
            assertEquals(List.of("La conversazione è finita: " + codeAndReason), client.errors());
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
    void aTextThatIsNotUtf8EndsTheConversation() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send(Peer.FIN | Peer.TEXT, (byte) 0xC3, (byte) 0x28);
            assertEquals(1007, peer.read(Peer.CLOSE).code());
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1007, per un testo che non è"
                    + " UTF-8."), client.errors());
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

    @ParameterizedTest
    @CsvSource({"404 Not Found, ha rifiutato l'handshake con la risposta HTTP 404",
            "500 Internal Server Error, ha rifiutato l'handshake con la risposta HTTP 500",
            "401 Unauthorized, ha rifiutato l'handshake con la risposta HTTP 401",
            "200 OK, ha rifiutato l'handshake con la risposta HTTP 200",
            "301 Moved, ha rifiutato l'handshake con la risposta HTTP 301",
            "101 Switching Protocols, la sua risposta all'handshake non è valida",
            "due zero zero, la sua risposta all'handshake non è valida"})
    void whoIsNoWebSocketServerIsSaidInALine(String status, String explanation) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertEquals(1, client.exit());
            assertThat(client.errors()).singleElement().asString().contains(explanation);
            assertEquals(List.of(), client.rest());
        }
    }

    /** As soon as it can be known, also where the other end does not close. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "'SSH-2.0-OpenSSH_9.2\r\n'; non è un server WebSocket: non risponde in HTTP.",
            "'\0\1\2\3\r\n\r\n'; non è un server WebSocket: non risponde in HTTP.",
            "'HTTQ'; non è un server WebSocket: non risponde in HTTP.",
            "'HTTP/1.1 200'; ha chiuso senza rispondere all'handshake: è un server WebSocket? Se"
                    + " vuole TLS, prova \"-Durl=wss://localhost:<port>\".",
            "'HTTP/1.1 101 x\nUpgrade: websocket\n\n'; non è un server WebSocket: la sua risposta"
                    + " all'handshake non è valida.",
            "'\u0015\3\1\0\2\2\50'; vuole TLS: prova \"-Durl=wss://localhost:<port>\".",
            "''; ha chiuso senza rispondere all'handshake: è un server WebSocket? Se vuole TLS,"
                    + " prova \"-Durl=wss://localhost:<port>\"."})
    void rubbishInsteadOfAHandshakeIsALine(String rubbish, String why) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(rubbish.getBytes(StandardCharsets.US_ASCII));
            if (rubbish.isEmpty() || rubbish.equals("HTTP/1.1 200")) {
                socket.shutdownOutput();
            }
            assertEquals(1, client.exit());
            assertEquals(List.of("Quello su " + Scene.url(server.getLocalPort()) + " "
                    + why.replace("<port>", "" + server.getLocalPort())), client.errors());
            assertEquals(List.of(), client.rest());
        }
    }

    @Test
    void anAnswerOfNineKilobytesIsTooLong() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nX: "
                    + "y".repeat(9_000)).getBytes(StandardCharsets.US_ASCII));
            assertEquals(1, client.exit());
            assertEquals(List.of("Quello su " + Scene.url(server.getLocalPort()) + " non è un"
                    + " server WebSocket: la sua risposta all'handshake è troppo lunga."),
                    client.errors());
        }
    }

    /** Nobody has asked for these: what follows would be no frames of RFC 6455. */
    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Extensions: permessage-deflate",
            "Sec-WebSocket-Protocol: mqtt"})
    void anExtensionThatNobodyAskedForIsNotTaken(String header) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            Peer.accept(server, header).close();
            assertEquals(1, client.exit());
            assertEquals(List.of("Quello su " + Scene.url(server.getLocalPort()) + " non è un"
                    + " server WebSocket: la sua risposta all'handshake non è valida."),
                    client.errors());
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

    /** Each breaks a rule that a server has to keep, too (RFC 6455, 5.1 and 5.2). */
    @ParameterizedTest
    @CsvSource({"81 85 01 02 03 04 49 67 6f 68 6e", "c1 01 61", "83 00", "80 00", "09 00",
            "89 7e 00 80", "88 01 03"})
    void aFrameAgainstTheRulesIsClosedWith1002(String bytes) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send("prima").write(HexFormat.ofDelimiter(" ").parseHex(bytes));
            assertEquals(1002, peer.read(Peer.CLOSE).code());
            peer.endOutput();
            client.until("Risposta dal server: prima");
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1002, per un frame contro le"
                    + " regole."), client.errors());
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

    /** As where a firewall drops what comes: a queue that is full answers nobody. */
    @Test
    void whoNeverAnswersAtAllIsGivenUp() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                var socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    break;
                }
            }
            try (Program client = client(full)) {
                assertEquals(1, client.exit());
                assertEquals(List.of("Su " + Scene.url(full.getLocalPort()) + " non risponde"
                        + " nessuno da 10 secondi: l'indirizzo è giusto, e nessun firewall è di"
                        + " mezzo?"), client.errors());
            }
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatSpeaksNoTlsIsSaidAndWhatToTry() {
        try (Scene scene = Scene.java(EchoServer.class);
                Program client = Program.java(Client.class, "-Durl=wss" + scene.url().substring(2)))
        {
            assertEquals(1, client.exit());
            assertEquals(List.of("Quello su wss" + scene.url().substring(2) + " non parla TLS, come"
                    + " vuole wss; prova \"-Durl=" + scene.url() + "\"."), client.errors());
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            var silent = server.accept();
            assertEquals(1, client.exit());
            silent.close();     // held until here: what nobody holds may be closed at any time
            assertEquals(List.of("Il server su " + Scene.url(server.getLocalPort())
                    + " non ha risposto all'handshake entro 10 secondi."), client.errors());
        }
    }

    @Test
    void aServerThatFreezesIsGivenUpToo() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            Peer frozen = Peer.accept(server);
            assertEquals(1, client.exit());
            frozen.close();
            assertEquals(List.of("Il server tace da 10 secondi: conversazione finita."),
                    client.errors());
        }
    }

    @Test
    void aPongIsEnoughForASilentServerToBeKept() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            for (int i = 0; i < 3; i++) {
                Peer.Frame ping = peer.read(Peer.PING);
                peer.send(Peer.FIN | Peer.PONG, ping.payload());
            }
            client.endInput();
            assertEquals(0, client.exit());
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

    @ParameterizedTest
    @CsvSource({"1, 1048577", "2, 1048577", "1, 20000000"})
    void aLargerMessageIsRefusedWith1009(int opcode, int length) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send(Peer.FIN | opcode, new byte[length]);
            assertEquals(1009, peer.read(Peer.CLOSE).code());
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1009, per un messaggio oltre"
                    + " 1048576 byte."), client.errors());
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
            var keyboard = new Thread(() -> {
                try (Writer input = client.outputWriter()) {
                    while (typed.get() < lines) {
                        input.write(text + typed.incrementAndGet() + "\n");
                    }
                } catch (IOException e) {
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
                }
                assertThat(answers.readLine()).isNull();
                assertEquals(0, client.waitFor());
            } finally {
                client.destroyForcibly();
            }
        }
    }

    @Test
    void ctrlCClosesWith1000() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            client.signal("INT");
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            assertNull(peer.read());
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of(), client.errors());
        }
    }
}
