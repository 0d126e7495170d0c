package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireServerTest {
    private static Run server(String option) {
        return Run.java(EchoServer.class, "-Dport=0", option);
    }

    /** Reads standard error up to a line, which is the last of those returned. */
    private static List<String> errorsUntil(Run run, String expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Run.PATIENCE);
        List<String> lines = new ArrayList<>();
        while (!lines.contains(expected)) {
            lines.add(run.error());         // pings go on: some line always comes
            assertTrue(System.nanoTime() < deadline, lines::toString);
        }
        return lines;
    }

    @Test
    void theHandshakeEachFrameAndTheCloseStandOnStandardError() {
        try (Run server = server("-Dwire")) {
            int port = server.port();
            try (Peer client = Peer.open(port)) {
                client.send("Ciao, server!").read(Peer.TEXT);
                client.sendClose(1000, "fine").read(Peer.CLOSE);
            }
            assertEquals(List.of(
                    "#1 ← GET / HTTP/1.1",
                    "#1 ← Host: localhost:" + port,
                    "#1 ← Upgrade: websocket",
                    "#1 ← Connection: Upgrade",
                    "#1 ← Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "#1 ← Sec-WebSocket-Version: 13",
                    "#1 ← (la riga vuota che chiude l'handshake)",
                    "#1 → HTTP/1.1 101 Web Socket Protocol Handshake"),
                    errorsUntil(server, "#1 → HTTP/1.1 101 Web Socket Protocol Handshake"));
            errorsUntil(server, "#1     → SHA-1 → b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45"
                    + " b2 be c4 ea → Base64 → s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertEquals(List.of(
                    "#1 ← 81 8d | 01 02 03 04 | 42 6b 62 6b 2d 22 70 61 73 74 66 76 20",
                    "#1     FIN 1, opcode 1 (testo), MASK 1 con la chiave 01 02 03 04,"
                            + " lunghezza 13",
                    "#1     testo «Ciao, server!»",
                    "#1 → 81 21 | 4d 65 73 73 61 67 67 69 6f 20 72 69 63 65 76 75 74 6f 3a 20 43 69"
                            + " 61 6f … (9 byte in più)",
                    "#1     FIN 1, opcode 1 (testo), MASK 0, lunghezza 33",
                    "#1     testo «Messaggio ricevuto: Ciao, server!»",
                    "#1 ← 88 86 | 01 02 03 04 | 02 ea 65 6d 6f 67",
                    "#1     FIN 1, opcode 8 (chiusura), MASK 1 con la chiave 01 02 03 04,"
                            + " lunghezza 6",
                    "#1     codice 1000 (chiusura normale), motivo «fine»"),
                    errorsUntil(server, "#1     codice 1000 (chiusura normale), motivo «fine»"));
            assertTrue(server.error().startsWith("#1 → 88 06 | 03 e8 "));
            assertEquals("Nuovo client connesso!", server.line());
            assertEquals("Messaggio ricevuto: Ciao, server!", server.line());
            assertEquals("Client disconnesso", server.line());
        }
    }

    @Test
    void eachConnectionHasItsNumber() {
        try (Run server = server("-Dwire=")) {
            int port = server.port();
            try (Talker alice = new Talker(port)) {
                alice.ask("uno");
                errorsUntil(server, "#1     testo «Messaggio ricevuto: uno»");
                try (Talker bruno = new Talker(port)) {
                    bruno.ask("due");
                    assertTrue(errorsUntil(server, "#2     testo «Messaggio ricevuto: due»")
                            .stream().allMatch(line -> line.startsWith("#2 ")));
                    alice.ask("tre");
                    assertEquals(3, errorsUntil(server, "#1     testo «tre»").size());
                }
            }
        }
    }

    @Test
    void aFrameThatIsRefusedByItsHeaderIsShownTooAndHowItIsAnswered() {
        try (Run server = server("-Dwire")) {
            try (Peer client = Peer.open(server.port())) {
                client.write(0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                        1, 2, 3, 4);
                assertEquals(1009, client.read(Peer.CLOSE).code());
            }
            List<String> lines = errorsUntil(server,
                    "#1     Il frame si interrompe qui: del payload sono passati 0 byte.");
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(
                    "#1     codice 1009 (messaggio troppo grande), ")), lines::toString);
            assertTrue(lines.contains("#1 ← 82 ff | ff ff ff ff ff ff ff ff | 01 02 03 04"),
                    lines::toString);
        }
    }

    @Test
    void whatAClientAnswersToACloseIsShownAlsoWhenNobodyWaitsForIt() {
        try (Run server = server("-Dwire"); Peer client = Peer.open(server.port())) {
            client.write(Peer.frame(Peer.FIN | Peer.TEXT, false, (byte) 'x'));
            assertEquals(1002, client.read(Peer.CLOSE).code());
            client.sendClose(1002, "");
            errorsUntil(server, "#1 ← 88 82 | 01 02 03 04 | 02 e8");
        }
    }

    @Test
    void controlCharactersAreShownAndDoNotAct() {
        try (Run server = server("-Dwire");
                Peer client = Peer.open(server.port(), "X: \u001b[2J")) {
            client.send("\u001b[2J\n\u202e");
            errorsUntil(server, "#1 ← X: \\u001b[2J");
            errorsUntil(server, "#1     testo «\\u001b[2J\\n\\u202e»");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dwire=false", "-Dnothing"})
    void unlessAskedItPrintsNothing(String option) {
        try (Run server = server(option)) {
            try (Talker client = new Talker(server.port())) {
                client.ask("Ciao, server!");
                client.close(1000, "");
            }
            server.until("Client disconnesso");
            server.signal("TERM");
            assertEquals(List.of(), server.errors());
        }
    }

    @Test
    void anythingButTrueAndFalseIsOneLineThatNamesTheSetting() {
        try (Run server = server("-Dwire=forse")) {
            assertEquals(2, server.exit());
            assertEquals(List.of(), server.rest());
            assertEquals(List.of("wire: «forse» non si può scegliere; scrivi -Dwire per vedere"
                    + " l'handshake e i frame, e niente per non vederli."), server.errors());
        }
    }
}
