package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client promises to who types and to its server, frame by frame. */
@Execution(ExecutionMode.CONCURRENT)
class ClientTwinsTest {
    private static final String LOST = "Connessione persa. Riconnessione...";

    private static Program client(Side side, Main client, ServerSocket server) {
        return side.start(client, "url=" + Scene.url(server.getLocalPort()));
    }

    private static Program reconnecting(Side side, ServerSocket server) {
        return client(side, Main.RECONNECTING_CLIENT, server);
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "riga " + i + "\n")
                .collect(Collectors.joining());
    }

    // ----------------------------------------------------------------------------- steps 3 and 5

    @ParameterizedTest
    @EnumSource
    void theEndOfInputIsAPingAndCloses1000WhenItsPongHasCome(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.typeAll("mia\n");
            assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
            assertEquals("mia", peer.read(Peer.TEXT).text());
            for (int i = 0; i < 10; i++) {
                peer.send("di altri " + i);     // they count for nothing
            }
            Peer.Frame ping = peer.read(Peer.PING);
            peer.send("alla mia").send(Peer.FIN | Peer.PONG, ping.payload());
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            peer.send("dopo").sendClose(1000, "");
            assertEquals(0, client.exit());
            assertThat(client.rest()).hasSize(13).endsWith("Risposta dal server: alla mia",
                    "Risposta dal server: dopo");
            assertEquals(List.of(), client.errors());
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAPongItClosesToo(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.endInput();
            peer.read(Peer.PING);
            peer.send(Peer.FIN | Peer.PONG, (byte) 'x');    // nobody has asked for this one
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            assertEquals(0, client.exit());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPongIsEnoughForASilentServerToBeKept(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            for (int i = 0; i < 3; i++) {       // after 5, 10 and 15 s
                peer.send(Peer.FIN | Peer.PONG, peer.read(Peer.PING).payload());
            }
            client.endInput();
            assertEquals(0, client.exit());
        }
    }

    /** Whoever ends the conversation first has the last word, and the exit status. */
    @ParameterizedTest
    @EnumSource
    void aServerThatClosesInsteadOfTheLastAnswerHasEndedIt(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.endInput();
            peer.read(Peer.PING);
            peer.send("quasi").sendClose(1001, "");
            assertEquals(1001, peer.read(Peer.CLOSE).code());
            assertEquals(1, client.exit());
            assertThat(client.rest()).endsWith("Risposta dal server: quasi");
            assertEquals(List.of("La conversazione è finita: codice 1001, nessun motivo"
                    + " indicato."),
                    client.errors());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatReadsNothingIsGivenUpWhateverItSays(Side side) throws Exception {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            var keyboard = new Thread(() -> {
                try {
                    client.typeAll(("x".repeat(60_000) + "\n").repeat(300));
                } catch (UncheckedIOException e) {
                    // it has gone
                }
            });
            keyboard.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.TIMEOUT);
            while (!client.hasEnded(500) && System.nanoTime() < deadline) {
                try {
                    peer.send("ancora qui");
                } catch (UncheckedIOException e) {
                    // it has closed
                }
            }
            assertEquals(1, client.exit());
            assertEquals(List.of("Il server non legge quello che gli arriva: conversazione"
                    + " finita."), client.errors());
            keyboard.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTypedWhileItIsConnectingIsSentBehindTheGreeting(Side side) throws IOException {
        for (Main main : List.of(Main.CLIENT, Main.JSON_CLIENT, Main.RECONNECTING_CLIENT)) {
            try (ServerSocket server = Peer.server(); Program client = client(side, main, server)) {
                client.typeAll("presto");
                try (Peer peer = Peer.accept(server)) {
                    assertThat(peer.read(Peer.TEXT).text()).contains("Ciao, server!");
                    assertThat(peer.read(Peer.TEXT).text()).contains("presto");
                    peer.read(Peer.PING);
                    peer.read(Peer.CLOSE);
                }
                assertEquals(0, client.exit(), main::toString);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aByteOrderMarkIsDroppedAtTheStartOfInputOnly(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.typeAll("\ufeffuna\r\n\ufeffdue\rtre");
            for (String line : List.of("Ciao, server!", "una", "\ufeffdue", "tre")) {
                assertEquals(line, peer.read(Peer.TEXT).text());
            }
        }
    }

    /** Neither the mark before it nor half of a line's end behind it is counted. */
    @ParameterizedTest
    @EnumSource
    void theLongestLineIsSent(Side side) throws IOException {
        String longest = "x".repeat(1 << 20);
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.typeAll("\ufeff" + longest + "\n" + longest + "\r");
            for (String line : List.of("Ciao, server!", longest, longest)) {
                assertEquals(line, peer.read(Peer.TEXT).text());
            }
        }
    }

    /** Whatever is typed, memory has an end. */
    @ParameterizedTest
    @EnumSource
    void aLineThatDoesNotEndEndsTheConversation(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server);
                Peer peer = Peer.accept(server)) {
            client.type("una");
            client.typeAll("x".repeat((1 << 20) + 1));
            assertEquals("Ciao, server!", peer.next().text());
            assertEquals("una", peer.next().text());
            assertEquals(1000, peer.next().code());
            peer.endOutput();
            assertEquals(1, client.exit());
            assertEquals(List.of("Input non più leggibile: serve un testo con righe di al massimo"
                    + " 1048576 caratteri."), client.errors());
        }
    }

    /** What is closed may be taken by a file or socket of the program's own. */
    @ParameterizedTest
    @CsvSource({"<&-, 2", "<&- >&-, 0", "<&- 2>&-, 2", "<&- >&- 2>&-, 0"})
    void aStandardStreamThatIsClosedIsOver(String closed, int lines) {
        try (Scene scene = Side.JAVA.scene(2)) {
            for (Side side : Side.values()) {
                Main main = closed.equals("<&-") ? Main.RECONNECTING_CLIENT : Main.CLIENT;
                try (Program client = side.shell("eval \"exec $COMMAND " + closed + "\"", main,
                        "url=" + scene.url())) {
                    assertEquals(0, client.exit());
                    assertEquals(lines, client.rest().size(), side + " " + main);
                    assertEquals(List.of(), client.errors());
                    scene.program().until("Client disconnesso");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsCutBehindTheHandshakeWasOne(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(side, Main.CLIENT, server)) {
            Peer.accept(server).reset();
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1006, senza un frame di"
                    + " chiusura."), client.errors());
        }
    }

    // ----------------------------------------------------------------------------------- step 6

    @ParameterizedTest
    @EnumSource
    void linesTypedMeanwhileArriveInOrderHoweverManyTheyAre(Side side) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = reconnecting(side, server)) {
            Peer first = Peer.accept(server);
            assertEquals("Ciao, server!", first.next().text());
            assertEquals("Connesso!", client.line());
            first.close();
            assertEquals(LOST, client.line());
            client.typeAll(lines(3_000));
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.next().text());
                for (int i = 1; i <= 3_000; i++) {
                    assertEquals("riga " + i, next.next().text());
                }
                next.send(Peer.FIN | Peer.PONG, next.read(Peer.PING).payload());
                assertEquals(1000, next.next().code());
                next.sendClose(1000, "");
                assertNull(next.next());
            }
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso!"), client.rest());  // and nothing about a loss
            assertEquals(List.of(), client.errors());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksWhileItWaitsForAnswersIsMadeAgain(Side side) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = reconnecting(side, server)) {
            client.typeAll("una");
            try (Peer first = Peer.accept(server)) {
                assertEquals("Ciao, server!", first.next().text());
                assertEquals("una", first.next().text());
                first.read(Peer.PING);
            }
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.next().text());
                next.send(Peer.FIN | Peer.PONG, next.read(Peer.PING).payload());
                assertEquals(1000, next.next().code());
                next.sendClose(1000, "");
            }
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso!", LOST, "Connesso!"), client.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whyThereIsNoConnectionIsSaidOnce(Side side) throws IOException {
        ServerSocket server = Peer.server();
        String url = Scene.url(server.getLocalPort());
        try (Program client = reconnecting(side, server)) {
            for (String answer : List.of("SSH-2.0-OpenSSH_9.2\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
                    "HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n")) {
                try (var socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    assertEquals(LOST, client.line());
                }
            }
            server.close();
            assertEquals(LOST, client.line());      // refused: that is what it is for
            client.signal("INT");
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of("Il server su " + url + " non è un server WebSocket: non risponde"
                    + " in HTTP.", "Il server su " + url + " ha rifiutato l'handshake con la"
                    + " risposta HTTP 503: è un server WebSocket?"), client.errors());
            assertEquals(List.of(), client.rest());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatItFindsWrongItselfIsSaidInWords(Side side) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = reconnecting(side, server)) {
            try (Peer peer = Peer.accept(server)) {
                peer.send("x".repeat((1 << 20) + 1));
                assertEquals(1009, peer.read(Peer.CLOSE).code());
            }
            try (Peer peer = Peer.accept(server)) {
                peer.sendClose(1013, "").awaitEnd();    // that is for the server to say
            }
            try (Peer frozen = Peer.accept(server)) {
                frozen.read(Peer.PING);
                frozen.awaitEnd();      // given up before another is opened
            }
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.next().text());
            }
            client.signal("INT");
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of("Connessione chiusa: codice 1009, per un messaggio oltre"
                    + " 1048576 byte.", "Il server tace da 10 secondi."),
                    client.errors());
        }
    }
}
