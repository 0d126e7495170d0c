package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
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
            assertEquals(1000, peer.read().code());
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!", "Risposta dal server: uno",
                    "Risposta dal server: due"), client.rest());
        }
    }

    @Test
    void atTheEndOfInputItDoesNotWaitForEverForTheLastAnswer() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            client.endInput();
            assertEquals("Ciao, server!", peer.read().text());
            assertEquals(1000, peer.read().code());     // no answer came, and none is invented
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!"), client.rest());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1000; ''; 0; codice 1000, senza un motivo.",
        "1001; ''; 1; codice 1001, senza un motivo.",
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
            assertEquals(List.of("La conversazione è finita: codice 1005, senza un motivo."),
                    client.errors());
        }
    }

    @Test
    void aBinaryMessageIsALineAndTheConversationGoesOn() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.send(Peer.FIN | Peer.BINARY, new byte[] {1, 2, 3}).send("testo");
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
            assertThat(client.errors()).first().asString().startsWith("La conversazione è finita:"
                    + " codice 1007, per un testo che non è UTF-8");
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
            "101 Switching Protocols, non è un server WebSocket"})
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

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "\0\1\2\3\r\n\r\n", ""})
    void rubbishInsteadOfAHandshakeIsALine(String rubbish) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            var socket = server.accept();
            socket.getInputStream().read();
            socket.getOutputStream().write(rubbish.getBytes(StandardCharsets.US_ASCII));
            socket.close();
            assertEquals(1, client.exit());
            assertThat(client.errors()).hasSize(1);
            assertEquals(List.of(), client.rest());
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
    @ValueSource(ints = {(1 << 20) + 1, 5_000_000})
    void aLargerMessageIsRefusedWith1009(int length) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send("x".repeat(length));
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
