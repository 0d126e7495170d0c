package lesson.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;

class JsonClientTest {
    private static Run client(int port, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "-Durl=ws://localhost:" + port;
        System.arraycopy(options, 0, all, 1, options.length);
        return Run.java(JsonClient.class, all);
    }

    @Test
    void aWholeConversationWithTheServerOfThisStep() {
        try (Run server = Run.java(JsonServer.class,
                "-Dport=0"); Run client = client(server.port())) {
            client.type("perché \"☕\"");
            assertEquals("Connesso al server WebSocket!", client.line());
            String first = client.line();
            assertTrue(first.matches("Risposta: Ciao, server! Ricevuto alle: [0-9T:.-]{23}Z"),
                    first);
            String second = client.line();
            assertTrue(second.matches("Risposta: perché \"☕\" Ricevuto alle: [0-9T:.-]{23}Z"),
                    second);
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of(), client.errors());
        }
    }

    @Test
    void eachLineIsAnObjectWithTheNameOfWhoWrites() throws IOException {
        try (ServerSocket server = Peer.server();
                Run client = client(server.getLocalPort(), "-Dutente=Bruno <b>");
                Peer peer = Peer.accept(server)) {
            Peer.Frame greeting = peer.read();
            assertEquals(Peer.FIN | Peer.TEXT, greeting.first());
            assertEquals("{\"utente\":\"Bruno <b>\",\"testo\":\"Ciao, server!\"}",
                    greeting.text());
            client.type("a\"b");
            assertEquals("{\"utente\":\"Bruno <b>\",\"testo\":\"a\\\"b\"}", peer.read().text());
        }
    }

    @Test
    void anErrorAnOddReplyAndNoJsonAreALineEachAndItGoesOn() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            peer.read();
            peer.send("{\"errore\":\"messaggio non valido\"}")
                    .send("{\"testo\":null,\"timestamp\":\"x\"}")
                    .send("Messaggio ricevuto: {\u001b[2J").send("null")
                    .send("{\"testo\":\"va\",\"timestamp\":\"2026-01-01T10:00:00.000Z\"}");
            client.until("Risposta: va Ricevuto alle: 2026-01-01T10:00:00.000Z");
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of("Errore dal server: messaggio non valido",
                    "Risposta che non è del passo 5: {\"testo\":null,\"timestamp\":\"x\"}",
                    "Risposta che non è del passo 5: Messaggio ricevuto: {\\u001b[2J",
                    "Risposta che non è del passo 5: null"), client.errors());
        }
    }

    @Test
    void withoutAServerItNamesTheCommandThatStartsItsOwn() throws IOException {
        int port;
        try (ServerSocket gone = Peer.server()) {
            port = gone.getLocalPort();
        }
        try (Run client = client(port)) {
            assertEquals(1, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("Nessun server risponde su ws://localhost:" + port + ": avvialo in"
                    + " un altro terminale con mvn -q -Dstep=5, poi riprova."), client.errors());
        }
    }

    @Test
    void aNameThatIsNoneIsOneLine() {
        try (Run client = client(1, "-Dutente= ")) {
            assertEquals(2, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(1, client.errors().size());
        }
    }
}
