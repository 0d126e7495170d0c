package lesson.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireServerTest {
    @Test
    void theHandshakeEachFrameAndTheCloseStandOnStandardError() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire")) {
            Program server = scene.program();
            try (Peer client = scene.peer()) {
                client.send("Ciao, server!").read(Peer.TEXT);
                client.sendClose(1000, "fine").read(Peer.CLOSE);
            }
            assertEquals(List.of(
                    "#1 ← GET / HTTP/1.1",
                    "#1 ← Host: localhost:" + scene.port(),
                    "#1 ← Upgrade: websocket",
                    "#1 ← Connection: Upgrade",
                    "#1 ← Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "#1 ← Sec-WebSocket-Version: 13",
                    "#1 ← (la riga vuota che chiude l'handshake)",
                    "#1 → HTTP/1.1 101 Web Socket Protocol Handshake"),
                    server.errorsUntil("#1 → HTTP/1.1 101 Web Socket Protocol Handshake"));
            server.errorsUntil("#1     → SHA-1 → b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59"
                    + " 45 b2 be c4 ea → Base64 → s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
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
                    server.errorsUntil("#1     codice 1000 (chiusura normale), motivo «fine»"));
            assertThat(server.error()).startsWith("#1 → 88 06 | 03 e8 ");
            assertEquals("Nuovo client connesso!", server.line());
            assertEquals("Messaggio ricevuto: Ciao, server!", server.line());
            assertEquals("Client disconnesso", server.line());
        }
    }

    @Test
    void eachConnectionHasItsNumber() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire=");
                TestClient alice = scene.client()) {
            alice.ask("uno");
            scene.program().errorsUntil("#1     testo «Messaggio ricevuto: uno»");
            try (TestClient bruno = scene.client()) {
                bruno.ask("due");
                assertThat(scene.program().errorsUntil("#2     testo «Messaggio ricevuto: due»"))
                        .allMatch(line -> line.startsWith("#2 "));
                alice.ask("tre");
                assertThat(scene.program().errorsUntil("#1     testo «tre»")).hasSize(3);
            }
        }
    }

    @Test
    void aFrameThatIsRefusedByItsHeaderIsShownTooAndHowItIsAnswered() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire")) {
            try (Peer client = scene.peer()) {
                client.write(0x82, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                        1, 2, 3, 4);
                assertEquals(1009, client.read(Peer.CLOSE).code());
            }
            assertThat(scene.program().errorsUntil(
                    "#1     Il frame si interrompe qui: del payload sono passati 0 byte."))
                    .contains("#1 ← 82 ff | ff ff ff ff ff ff ff ff | 01 02 03 04")
                    .anyMatch(line -> line.startsWith(
                            "#1     codice 1009 (messaggio troppo grande), "));
        }
    }

    @Test
    void aFrameThatAResetCutsIsShownAsFarAsItCame() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire"); Peer client = scene.peer()) {
            client.send("ciao").next();
            client.write(0x81, 0x85, 1, 2, 3, 4, 'x' ^ 1).reset();
            scene.program().errorsUntil(
                    "#1     Il frame si interrompe qui: del payload sono passati 1 byte.");
        }
    }

    @Test
    void whatAClientAnswersToACloseIsShownAlsoWhenNobodyWaitsForIt() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire"); Peer client = scene.peer()) {
            client.write(Peer.frame(Peer.FIN | Peer.TEXT, false, (byte) 'x'));
            assertEquals(1002, client.read(Peer.CLOSE).code());
            client.sendClose(1002, "");
            scene.program().errorsUntil("#1 ← 88 82 | 01 02 03 04 | 02 e8");
        }
    }

    @Test
    void controlCharactersAreShownAndDoNotAct() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dwire");
                Peer refused = Peer.raw(scene.port())) {
            refused.upgrade(scene.port(), "X: \u001b[2J");
            scene.program().errorsUntil("#1 ← X: \\u001b[2J");
            try (Peer client = scene.peer()) {
                client.send("\u001b[2J\n\u202e");
                scene.program().errorsUntil("#2     testo «\\u001b[2J\\n\\u202e»");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dwire=false", "-Dnothing"})
    void unlessAskedItPrintsNothing(String option) {
        try (Scene scene = Scene.java(EchoServer.class, option)) {
            try (TestClient client = scene.client()) {
                client.ask("Ciao, server!");
                client.close(1000, "");
            }
            scene.program().until("Client disconnesso");
            scene.end("TERM");
            assertEquals(List.of(), scene.program().errors());
        }
    }

    @Test
    void anythingButTrueAndFalseIsOneLineThatNamesTheSetting() {
        try (Program server = Program.java(EchoServer.class, "-Dport=0", "-Dwire=forse")) {
            assertEquals(2, server.exit());
            assertEquals(List.of(), server.rest());
            assertEquals(List.of("wire: «forse» non è ammesso; scrivi -Dwire per vedere"
                    + " l'handshake e i frame, oppure togli l'opzione."), server.errors());
        }
    }
}
