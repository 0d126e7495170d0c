package lesson.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatServerTest {
    private static Scene shared;        // for whom it does not matter who else was there

    @BeforeAll
    static void start() {
        shared = server();
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    private static Scene server() {
        return Scene.java(ChatServer.class);
    }

    /** Fills a room; several people do, as nobody may say more than ten things a second. */
    private static void fill(Scene server, int texts) {
        for (int i = 1; i <= texts; i++) {
            try (Talker talker = new Talker(server.port())) {
                talker.says("k" + i, "Alice", "testo " + i);
                while (!talker.next().equals(i + " Alice: testo " + i + " (k" + i + ")")) {
                    // what was said before
                }
            }
        }
    }

    @Test
    void everybodyHearsWhoComesWhatIsSaidAndWhoGoes() {
        try (Scene server = server(); Talker alice = Talker.enters(server.port(), "Alice");
                Talker bruno = Talker.enters(server.port(), "Bruno")) {
            assertEquals("{\"entra\":\"Bruno\"}", alice.nextRaw());
            bruno.says("k1", "Bruno", "Ciao");
            String told = alice.nextRaw();
            assertThat(told).matches("\\{\"numero\":1,\"utente\":\"Bruno\",\"testo\":\"Ciao\","
                    + "\"timestamp\":\"[0-9T:.-]{23}Z\",\"chiave\":\"k1\"}");
            assertEquals(told, bruno.nextRaw());
            assertEquals("1000", bruno.leaves());
            assertEquals("{\"esce\":\"Bruno\"}", alice.nextRaw());
            assertEquals("Nuovo client connesso!", server.program().line());
            assertEquals("Messaggio ricevuto: {\"entra\":\"Alice\"}", server.program().line());
        }
    }

    @Test
    void whoWritesWithoutSayingItsNameFirstHasEnteredAllTheSame() {
        try (Scene server = server(); Talker alice = new Talker(server.port())) {
            alice.says("k1", "Alice", "uno").says("k2", "Un'altra", "due");
            assertEquals("{\"entra\":\"Alice\"}", alice.next());
            assertEquals("1 Alice: uno (k1)", alice.next());
            assertEquals("2 Un'altra: due (k2)", alice.next());
        }
    }

    /** Who comes to listen says nothing, and is told after a second. */
    @Test
    void whoComesForTheFirstTimeIsToldTheLastFifty() {
        try (Scene server = server()) {
            fill(server, 55);
            try (Talker speaks = Talker.returns(server.port(), 55);
                    Talker listens = new Talker(server.port());
                    Talker enters = new Talker(server.port()).send("{\"entra\":\"Bruno\"}")) {
                List<String> last = IntStream.rangeClosed(6, 55)
                        .mapToObj(i -> i + " Alice: testo " + i + " (k" + i + ")").toList();
                assertEquals(last, Stream.generate(enters::next).limit(50).toList());
                assertEquals(last, Stream.generate(listens::next).limit(50).toList());
                speaks.says("ultima", "Carla", "fine");
                enters.until("{\"entra\":\"Carla\"}");
                assertEquals("56 Carla: fine (ultima)", enters.next());
                listens.until("{\"entra\":\"Carla\"}");
                assertEquals("56 Carla: fine (ultima)", listens.next());
            }
        }
    }

    @Test
    void whoComesBackIsToldWhatItMissedInOrderWithoutHoleOrDouble() {
        try (Scene server = server()) {
            fill(server, 60);
            try (Talker back = Talker.returns(server.port(), 3)) {
                assertEquals(IntStream.rangeClosed(4, 60)
                                .mapToObj(i -> i + " Alice: testo " + i + " (k" + i + ")").toList(),
                        Stream.generate(back::next).limit(57).toList());
                back.says("k61", "Alice", "di nuovo qui").until("{\"entra\":\"Alice\"}");
                assertEquals("61 Alice: di nuovo qui (k61)", back.next());
            }
        }
    }

    /** All of it at once would be more than may wait for a client: it comes as it is read. */
    @Test
    void whoMissedVeryMuchIsToldAllOfIt() {
        try (Scene server = server()) {
            for (int i = 10; i <= 1_000; i += 10) {     // ten a client, or it would be too many
                try (Talker talker = new Talker(server.port())) {
                    for (int k = i - 9; k <= i; k++) {
                        talker.says("k" + k, "Alice", "☕".repeat(1_000));
                    }
                    while (!talker.nextText().startsWith(i + " Alice: ")) {
                        // one before it
                    }
                }
            }
            try (Talker back = Talker.returns(server.port(), 0)) {
                for (int i = 1; i <= 1_000; i++) {
                    assertThat(back.nextText()).startsWith(i + " Alice: ");
                }
            }
        }
    }

    /** A room that lives in one server ends with it: who comes back finds another. */
    @Test
    void whoHeardMoreThanThereIsIsToldThatTheRoomBeganAgain() {
        try (Scene server = server()) {
            fill(server, 2);
            try (Talker back = Talker.returns(server.port(), 16)) {
                assertEquals("{\"dopo\":0}", back.next());
                assertEquals("1 Alice: testo 1 (k1)", back.next());
                assertEquals("2 Alice: testo 2 (k2)", back.next());
            }
        }
    }

    @Test
    void whatIsSaidAgainWithItsKeyIsSaidOnceAndItsWriterToldAgain() {
        try (Scene server = server(); Talker alice = Talker.enters(server.port(), "Alice");
                Talker bruno = Talker.enters(server.port(), "Bruno")) {
            alice.until("{\"entra\":\"Bruno\"}").says("k1", "Alice", "uno")
                    .says("k1", "Alice", "uno").says("k2", "Alice", "due");
            assertEquals(List.of("1 Alice: uno (k1)", "1 Alice: uno (k1)", "2 Alice: due (k2)"),
                    Stream.generate(alice::next).limit(3).toList());
            assertEquals(List.of("1 Alice: uno (k1)", "2 Alice: due (k2)"),
                    Stream.generate(bruno::next).limit(2).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`{`, JSON non valido", "`null`, messaggio non valido", "`17`, messaggio non valido",
        "`{\"testo\":\"x\"}`, messaggio non valido",
        "`{\"utente\":\"A\",\"testo\":\"x\"}`, messaggio non valido",
        "`{\"chiave\":\"\",\"utente\":\"A\",\"testo\":\"x\"}`, messaggio non valido",
        "`{\"chiave\":1,\"utente\":\"A\",\"testo\":\"x\"}`, messaggio non valido",
        "`{\"chiave\":\"k\",\"utente\":\"\",\"testo\":\"x\"}`, messaggio non valido",
        "`{\"entra\":\"\"}`, messaggio non valido", "`{\"entra\":null}`, messaggio non valido",
        "`{\"dopo\":-1}`, messaggio non valido", "`{\"dopo\":1.5}`, messaggio non valido",
        "`{\"dopo\":\"1\"}`, messaggio non valido", "`{\"dopo\":1e999}`, messaggio non valido"})
    void aWrongMessageGetsItsErrorAndTheConversationGoesOn(String text, String error) {
        try (Talker client = new Talker(shared.port()).send(text)) {
            assertEquals("{\"errore\":\"" + error + "\"}", client.nextError());
            String key = "dopo " + text.hashCode();
            client.says(key, "Alice", "va");
            while (!client.nextText().endsWith(" Alice: va (" + key + ")")) {
                // somebody else's
            }
        }
    }

    @Test
    void textsAndNamesHaveALimit() {
        try (Talker client = new Talker(shared.port())) {
            client.says("k", "Alice", "x".repeat(1001)).says("k", "A".repeat(65), "x")
                    .says("k".repeat(65), "Alice", "x").says("k", "Alice", "x".repeat(1000));
            for (int i = 0; i < 3; i++) {
                assertEquals("{\"errore\":\"messaggio non valido\"}", client.nextError());
            }
            while (!client.nextText().endsWith(" Alice: " + "x".repeat(1000) + " (k)")) {
                // somebody else's
            }
        }
    }

    /** 300 at once: a server would need half a minute for the last not to be too many. */
    @Test
    void whoTalksTooMuchIsToldAndLosesNothingElse() {
        try (Scene server = server(); Peer hasty = server.peer();
                Talker bruno = Talker.enters(server.port(), "Bruno")) {
            for (int i = 1; i <= 300; i++) {
                hasty.send("{\"chiave\":\"k" + i + "\",\"utente\":\"A\",\"testo\":\"x\"}");
            }
            int refused = 0;
            int taken = 0;
            while (refused + taken < 300) {
                String text = hasty.read(Peer.TEXT).text();
                refused += text.equals("{\"errore\":\"troppi messaggi\"}") ? 1 : 0;
                taken += text.startsWith("{\"numero\":") ? 1 : 0;
            }
            assertThat(taken).isGreaterThanOrEqualTo(10);
            assertThat(refused).isPositive();
            bruno.says("mia", "Bruno", "ci sono");
            bruno.until("{\"entra\":\"A\"}");
            for (int i = 1; i <= taken; i++) {
                assertThat(bruno.next()).startsWith(i + " A: x");
            }
            assertThat(bruno.next()).endsWith("Bruno: ci sono (mia)");
        }
    }

    @Test
    void anAddressThatIsNoRedisIsOneLine() {
        try (Program server = Program.java(ChatServer.class, "-Dredis=localhost")) {
            assertEquals(2, server.exit());
            assertEquals(List.of("redis: «localhost» non è l'indirizzo di un Redis; prova per"
                    + " esempio \"-Dredis=redis://localhost:6379\"."), server.errors());
        }
    }
}
