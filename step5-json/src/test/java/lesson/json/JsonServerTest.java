package lesson.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonServerTest {
    private static final String TIME =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";

    private static Run server;
    private static int port;

    @BeforeAll
    static void start() {
        server = Run.java(JsonServer.class, "-Dport=0");
        port = server.port();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** An answer without its time, which is checked. */
    private static String timeless(String answer) {
        assertTrue(answer.matches("(?s)\\{\"testo\":\".*\",\"timestamp\":\"" + TIME + "\"}"),
                answer);
        int start = answer.length() - 26;
        Instant time = Instant.parse(answer.substring(start, start + 24));
        assertTrue(Duration.between(time, Instant.now()).abs().toSeconds() < 60, answer);
        return answer.substring(0, start) + "…\"}";
    }

    @Test
    void theConversationOfTheTutorialByteForByte() {
        String hello = "{\"utente\":\"Alice\",\"testo\":\"Ciao, server!\"}";
        try (Run server = Run.java(JsonServer.class, "-Dport=0")) {
            String first = server.line();
            assertTrue(first.matches("Server WebSocket in ascolto su ws://localhost:[0-9]+"),
                    first);
            try (Peer client = Peer.open(Integer.parseInt(first.substring(first.lastIndexOf(':')
                    + 1)))) {
                Peer.Frame answer = client.send(hello).read();
                assertEquals(Peer.FIN | Peer.TEXT, answer.first());
                assertEquals("{\"testo\":\"Ciao, server!\",\"timestamp\":\"…\"}",
                        timeless(answer.text()));
            }
            assertEquals("Nuovo client connesso!", server.line());
            assertEquals("Messaggio ricevuto: " + hello, server.line());
            assertEquals("Client disconnesso", server.line());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>&amp; ='", "\\\"\\\\", "\u2028\u2029\u007f", "\\ud800",
            "\\b\\f\\n\\r\\t\\u0001",
            "😀 è", "\\\\u2028"})
    void nothingIsEscapedInAnAnswerThatJavaScriptWouldNotEscape(String testo) {
        try (Talker client = new Talker(port)) {
            assertEquals("{\"testo\":\"" + testo + "\",\"timestamp\":\"…\"}",
                    timeless(client.ask("{\"testo\":\"" + testo + "\"}")));
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`{`, JSON non valido", "``, JSON non valido", "`ciao`, JSON non valido",
        "`\uFEFF{\"testo\":\"x\"}`, JSON non valido", "`{\"testo\":'x'}`, JSON non valido",
        "`null`, messaggio non valido", "`[]`, messaggio non valido",
                "`\"x\"`, messaggio non valido",
        "`{\"testo\":1}`, messaggio non valido", "`{\"testo\":null}`, messaggio non valido",
        "`{\"testo\":\"x\",\"utente\":null}`, messaggio non valido",
                "`1e999`, messaggio non valido"})
    void aWrongMessageGetsItsErrorAndTheConversationGoesOn(String text, String error) {
        try (Talker client = new Talker(port)) {
            assertEquals("{\"errore\":\"" + error + "\"}", client.ask(text));
            assertEquals("{\"testo\":\"va\",\"timestamp\":\"…\"}",
                    timeless(client.ask("{\"testo\":\"va\"}")));
        }
    }

    @Test
    void theTimeIsTheServersWhateverTheClientSays() {
        try (Talker client = new Talker(port)) {
            assertEquals("{\"testo\":\"x\",\"timestamp\":\"…\"}", timeless(client.ask(
                    "{\"testo\":\"x\",\"timestamp\":\"2000-01-01T00:00:00.000Z\"}")));
        }
    }

    @Test
    void threeHundredLevelsAndSixtyKibibytesDoNotStopIt() {
        try (Talker client = new Talker(port)) {
            assertEquals("{\"errore\":\"JSON non valido\"}",
                    client.ask("[".repeat(300) + "]".repeat(300)));
            assertEquals("{\"errore\":\"JSON non valido\"}", client.ask("[".repeat(60_000)));
            String large = "x".repeat(60 * 1024);
            assertEquals("{\"testo\":\"" + large + "\",\"timestamp\":\"…\"}",
                    timeless(client.ask("{\"testo\":\"" + large + "\"}")));
        }
    }
}
