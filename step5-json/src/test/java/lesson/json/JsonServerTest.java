package lesson.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.byLessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonServerTest {
    private static final String TIME =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";

    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.java(JsonServer.class);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** An answer without its time, which is checked. */
    private static String withoutTime(String answer) {
        assertThat(answer).matches("(?s)\\{\"testo\":\".*\",\"timestamp\":\"" + TIME + "\"}");
        int start = answer.length() - 26;
        Instant time = Instant.parse(answer.substring(start, start + 24));
        assertThat(time).isCloseTo(Instant.now(), byLessThan(1, ChronoUnit.MINUTES));
        return answer.substring(0, start) + "…\"}";
    }

    @Test
    void theConversationOfTheTutorialByteForByte() {
        String hello = "{\"utente\":\"Alice\",\"testo\":\"Ciao, server!\"}";
        try (Program server = Program.java(JsonServer.class, "-Dport=0")) {
            String first = server.line();
            assertThat(first).matches("Server WebSocket in ascolto su ws://localhost:[0-9]+");
            int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
            try (Peer client = Peer.open(port)) {
                Peer.Frame answer = client.send(hello).next();
                assertEquals(Peer.FIN | Peer.TEXT, answer.first());
                assertEquals("{\"testo\":\"Ciao, server!\",\"timestamp\":\"…\"}",
                        withoutTime(answer.text()));
            }
            assertEquals("Nuovo client connesso!", server.line());
            assertEquals("Messaggio ricevuto: " + hello, server.line());
            assertEquals("Client disconnesso", server.line());
        }
    }

    @Test
    void theAnswerGoesToTheSenderAloneAndDoesNotSayWhoWrote() {
        try (TestClient alice = scene.client(); TestClient bruno = scene.client()) {
            assertEquals("{\"testo\":\"uno\",\"timestamp\":\"…\"}", withoutTime(
                    alice.ask("{\"utente\":\"Alice\",\"testo\":\"uno\"}")));
            assertEquals("{\"testo\":\"due\",\"timestamp\":\"…\"}", withoutTime(
                    bruno.ask("{\"utente\":\"Bruno\",\"testo\":\"due\"}")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>&amp; ='", "\\\"\\\\", "\u007f",
            "\\b\\f\\n\\r\\t\\u0001", "😀 è", "\\\\u2028"})
    void nothingIsEscapedInAnAnswerThatJavaScriptWouldNotEscape(String testo) {
        try (TestClient client = scene.client()) {
            assertEquals("{\"testo\":\"" + testo + "\",\"timestamp\":\"…\"}",
                    withoutTime(client.ask("{\"testo\":\"" + testo + "\"}")));
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`{`, JSON non valido", "`ciao`, JSON non valido",
        "`{\"testo\":'x'}`, JSON non valido",
        "`null`, messaggio non valido", "`[]`, messaggio non valido",
        "`\"x\"`, messaggio non valido", "`1e999`, messaggio non valido",
        "`{\"testo\":1}`, messaggio non valido", "`{\"testo\":null}`, messaggio non valido",
        "`{\"testo\":\"x\",\"utente\":null}`, messaggio non valido"})
    void aWrongMessageGetsItsErrorAndTheConversationGoesOn(String text, String error) {
        try (TestClient client = scene.client()) {
            assertEquals("{\"errore\":\"" + error + "\"}", client.ask(text));
            assertEquals("{\"testo\":\"va\",\"timestamp\":\"…\"}",
                    withoutTime(client.ask("{\"testo\":\"va\"}")));
        }
    }

    @Test
    void theTimeIsTheServersWhateverTheClientSays() {
        try (TestClient client = scene.client()) {
            assertEquals("{\"testo\":\"x\",\"timestamp\":\"…\"}", withoutTime(client.ask(
                    "{\"testo\":\"x\",\"timestamp\":\"2000-01-01T00:00:00.000Z\"}")));
        }
    }

    @Test
    void threeHundredLevelsAndSixtyKibibytesDoNotStopIt() {
        try (TestClient client = scene.client()) {
            assertEquals("{\"errore\":\"JSON non valido\"}",
                    client.ask("[".repeat(300) + "]".repeat(300)));
            assertEquals("{\"errore\":\"JSON non valido\"}", client.ask("[".repeat(60_000)));
            String large = "x".repeat(60 * 1024);
            assertEquals("{\"testo\":\"" + large + "\",\"timestamp\":\"…\"}",
                    withoutTime(client.ask("{\"testo\":\"" + large + "\"}")));
        }
    }
}
