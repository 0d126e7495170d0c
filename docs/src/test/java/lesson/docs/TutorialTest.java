package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tutorial's own code as it stands, with ws 8, and the Java side facing it: which of its words
 * hold, and which do not. The twins are the same code with that put right.
 */
@Execution(ExecutionMode.CONCURRENT)
class TutorialTest {
    private static final String LISTENING = "Server WebSocket in ascolto su ws://localhost:8080";
    private static final String CIAO = "<Buffer 43 69 61 6f 2c 20 73 65 72 76 65 72 21>";

    private static Program client(Main main, int port) {
        return Side.JAVA.start(main, "url=ws://localhost:" + port);
    }

    // ------------------------------------------------------------------------------ what holds

    @Test
    void step2EchoesTextToTheClientOfStep3() {
        try (Program server = Tutorial.server(2, 0);
                Program client = client(Main.CLIENT, Tutorial.port(server))) {
            assertEquals("Connesso al server WebSocket!", client.line());
            assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!", client.line());
            client.typeAll("perché ☕\n");
            assertEquals(List.of("Risposta dal server: Messaggio ricevuto: perché ☕"),
                    client.rest());
            assertEquals(List.of(), client.errors());
            assertEquals(0, client.exit());
            assertEquals(LISTENING, server.line());
            assertEquals("Nuovo client connesso!", server.line());
            server.until("Client disconnesso");
        }
    }

    @Test
    void step5AnswersTheClientOfStep5() {
        try (Program server = Tutorial.server(5, 0);
                Program client = client(Main.JSON_CLIENT, Tutorial.port(server))) {
            assertEquals("Connesso al server WebSocket!", client.line());
            assertAnswered("Ciao, server!", client.line());
            client.type("perché ☕ \"sì\"");
            assertAnswered("perché ☕ \"sì\"", client.line());
            client.endInput();
            assertEquals(List.of(), client.errors());
            assertEquals(0, client.exit());
        }
    }

    private static void assertAnswered(String testo, String line) {
        assertEquals("Risposta: " + testo + " Ricevuto alle: <ora>", line.replaceFirst(
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$", "<ora>"));
    }

    @Test
    void step6ComesBackByItself() throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = Tutorial.client(server.getLocalPort())) {
            Peer.accept(server).close();
            client.until("Connessione persa. Riconnessione...");
            try (Peer again = Peer.accept(server)) {
                client.until("Connesso!");
                again.sendClose(1000, "").read(Peer.CLOSE);
            }
            assertEquals("Connessione persa. Riconnessione...", client.line());
        }
    }

    // -------------------------------------------------------------------------- what does not

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void theLogShowsBytesInsteadOfWords(int step) {
        try (Program server = Tutorial.server(step, 0);
                TestClient client = new TestClient(Tutorial.port(server))) {
            client.ask("Ciao, server!");
            server.until("Nuovo client connesso!");
            assertEquals("Messaggio ricevuto: " + CIAO, server.line());
        }
    }

    @Test
    void theLogOfStep5ShowsAnObjectInsteadOfTheJsonThatCame() {
        try (Program server = Tutorial.server(5, 0);
                TestClient client = new TestClient(Tutorial.port(server))) {
            client.ask("{\"utente\":\"Alice\",\"testo\":\"Ciao, server!\"}");
            assertEquals("Messaggio ricevuto: { utente: 'Alice', testo: 'Ciao, server!' }",
                    server.line());
        }
    }

    @Test
    void aBroadcastIsBinaryAndTheClientsOfStep3SaySo() {
        try (Program server = Tutorial.server(4, 0)) {
            int port = Tutorial.port(server);
            try (Peer raw = Peer.open(port); Program client = client(Main.CLIENT, port)) {
                Peer.Frame greeting = raw.next();
                assertEquals(Peer.FIN | Peer.BINARY, greeting.first());
                assertEquals("Ciao, server!", greeting.text());
                assertEquals("Il server ha mandato un messaggio binario: qui si legge solo testo.",
                        client.error());
                client.endInput();
                assertEquals(List.of("Connesso al server WebSocket!"), client.rest());
            }
        }
    }

    @Test
    void fromStep4OnNobodySaysThatAClientHasLeft() {
        try (Program server = Tutorial.server(4, 0);
                TestClient anna = new TestClient(Tutorial.port(server))) {
            anna.ask("prima");
            anna.close(1000, "");
            server.signal("TERM");
            assertEquals(List.of("Nuovo client connesso!",
                    "Messaggio ricevuto: <Buffer 70 72 69 6d 61>"), server.rest());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ciao", "", "{\"testo\":\"a\",}", "null"})
    void badJsonEndsTheProcessForEveryone(String json) {
        try (Program server = Tutorial.server(5, 0)) {
            int port = Tutorial.port(server);
            try (Program bystander = client(Main.JSON_CLIENT, port);
                    TestClient client = new TestClient(port)) {
                bystander.until("Connesso al server WebSocket!");
                client.send(json);
                assertEquals(1, server.exit());
                assertEquals("La conversazione è finita: codice 1006, senza un frame di chiusura.",
                        bystander.error());
                assertEquals(1, bystander.exit());
            }
        }
        try (Program server = Side.JAVA.start(Main.JSON_SERVER, "port=0");
                TestClient client = new TestClient(server.port())) {
            assertTrue(client.ask(json).startsWith("{\"errore\":"));
            assertTrue(client.ask("{\"testo\":\"ancora qui\"}").contains("ancora qui"));
        }
    }

    @Test
    void jsonWithoutATextIsAnsweredWithATimeAloneAndTheClientOfStep5SaysSo() throws IOException {
        try (Program server = Tutorial.server(5, 0);
                TestClient client = new TestClient(Tutorial.port(server))) {
            String answer = client.ask("{\"nome\":\"Alice\"}");
            assertTrue(answer.matches("\\{\"timestamp\":\"[^\"]+\"}"), answer);
            try (ServerSocket relay = Peer.server();
                    Program ofJava = client(Main.JSON_CLIENT, relay.getLocalPort());
                    Peer peer = Peer.accept(relay)) {
                peer.send(answer);
                assertEquals("Risposta che non è del passo 5: " + answer, ofJava.error());
            }
        }
    }

    static Stream<Arguments> rudeFrames() {
        byte[] start = Peer.length(200L << 20, true);
        byte[] tooBig = new byte[1 + start.length + 4];
        tooBig[0] = (byte) (Peer.FIN | Peer.TEXT);
        System.arraycopy(start, 0, tooBig, 1, start.length);
        return Stream.of(
                Arguments.of("WS_ERR_EXPECTED_MASK", 1002,
                        Peer.frame(Peer.FIN | Peer.TEXT, false, (byte) 'x')),
                Arguments.of("WS_ERR_UNSUPPORTED_MESSAGE_LENGTH", 1009, tooBig),
                Arguments.of("WS_ERR_INVALID_UTF8", 1007,
                        Peer.frame(Peer.FIN | Peer.TEXT, true, (byte) 0xC3, (byte) 0x28)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rudeFrames")
    void oneRudeFrameEndsTheProcessForEveryone(String error, int code, byte[] frame) {
        try (Program server = Tutorial.server(2, 0)) {
            int port = Tutorial.port(server);
            try (TestClient bystander = new TestClient(port); Peer rude = Peer.open(port)) {
                rude.write(frame);
                assertEquals(1, server.exit());
                assertTrue(server.errors().stream().anyMatch(line -> line.contains(error)));
                assertTrue(bystander.closed().startsWith("1006"), bystander::closed);
            }
        }
        try (Program server = Side.JAVA.start(Main.ECHO_SERVER, "port=0")) {
            int port = server.port();
            try (TestClient bystander = new TestClient(port); Peer rude = Peer.open(port)) {
                assertEquals(code, rude.write(frame).read(Peer.CLOSE).code());
                assertEquals("Messaggio ricevuto: ancora qui", bystander.ask("ancora qui"));
            }
        }
    }

    @Test
    void aSecondServerSaysThatItListensAndThenCrashes() {
        try (Program first = Tutorial.server(2, 0)) {
            int taken = Tutorial.port(first);
            try (Program second = Tutorial.server(2, taken)) {
                assertEquals(1, second.exit());
                assertEquals(List.of(LISTENING), second.rest());
                assertTrue(second.errors().stream().anyMatch(line -> line.contains("EADDRINUSE")));
            }
            try (Program ofJava = Side.JAVA.start(Main.ECHO_SERVER, "port=" + taken)) {
                assertEquals(1, ofJava.exit());
                assertEquals(List.of(), ofJava.rest());
                assertTrue(ofJava.error().startsWith("La porta " + taken + " è già occupata"));
            }
        }
    }

    @Test
    void aServerThatIsEndedLeavesItsClientsWith1006() {
        try (Program server = Tutorial.server(2, 0);
                Program client = client(Main.CLIENT, Tutorial.port(server))) {
            client.until("Risposta dal server: Messaggio ricevuto: Ciao, server!");
            server.signal("TERM");
            assertEquals("La conversazione è finita: codice 1006, senza un frame di chiusura.",
                    client.error());
            assertEquals(1, client.exit());
        }
    }

    /** As they stand, they count on earlier ones, or on a browser. */
    @ParameterizedTest
    @CsvSource({"step4-broadcast/tutorial.js, server", "step5-json/tutorial-server.js, server",
            "step5-json/tutorial-client.js, socket"})
    void theSnippetsOfSteps4And5DoNotRunAlone(String snippet, String missing) {
        try (Program alone = Node.run(snippet)) {
            assertEquals(1, alone.exit());
            assertTrue(alone.errors().contains("ReferenceError: " + missing + " is not defined"));
        }
    }

    @Test
    void step6NeverShowsAReply() throws IOException {
        try (ServerSocket server = Peer.server();
                Program tutorial = Tutorial.client(server.getLocalPort())) {
            talkTwice(server, tutorial);
            assertEquals("Connessione persa. Riconnessione...", tutorial.line());
            assertEquals("Connesso!", tutorial.line());
            assertEquals("Connessione persa. Riconnessione...", tutorial.line());
        }
        try (ServerSocket server = Peer.server();
                Program ours = client(Main.RECONNECTING_CLIENT, server.getLocalPort())) {
            talkTwice(server, ours);
            assertEquals("Risposta dal server: prima", ours.line());
            assertEquals("Connessione persa. Riconnessione...", ours.line());
            assertEquals("Connesso!", ours.line());
            assertEquals("Risposta dal server: dopo", ours.line());
            assertEquals("Connessione persa. Riconnessione...", ours.line());
        }
    }

    private static void talkTwice(ServerSocket server, Program client) {
        for (String word : List.of("prima", "dopo")) {
            try (Peer peer = Peer.accept(server)) {
                if (word.equals("prima")) {
                    assertEquals("Connesso!", client.line());
                }
                peer.send(word).sendClose(1000, "").read(Peer.CLOSE);
            }
        }
    }

    @Test
    void aPageOfAnotherSiteIsLetIn() {
        try (Program server = Tutorial.server(2, 0); Peer page = Peer.open(Tutorial.port(server),
                "Origin: https://altrove.example")) {
            assertEquals("Messaggio ricevuto: eccomi", page.send("eccomi").next().text());
        }
    }
}
