package lesson.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

class JsonClientTest {
    private static Program client(String url) {
        return Program.java(JsonClient.class, "-Durl=" + url);
    }

    @Test
    void aWholeConversationWithTheServerOfThisStep() {
        try (Scene scene = Scene.java(JsonServer.class); Program client = client(scene.url())) {
            client.type("perché \"☕\"");
            assertEquals("Connesso al server WebSocket!", client.line());
            assertThat(client.line())
                    .matches("Risposta: Ciao, server! Ricevuto alle: [0-9T:.-]{23}Z");
            assertThat(client.line())
                    .matches("Risposta: perché \"☕\" Ricevuto alle: [0-9T:.-]{23}Z");
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of(), client.errors());
        }
    }

    @Test
    void eachLineIsAnObjectWithTheNameOfWhoWrites() throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = Program.java(JsonClient.class, "-Dutente=Bruno <b>",
                        "-Durl=" + Scene.url(server.getLocalPort()));
                Peer peer = Peer.accept(server)) {
            Peer.Frame greeting = peer.next();
            assertEquals(Peer.FIN | Peer.TEXT, greeting.first());
            assertEquals("{\"utente\":\"Bruno <b>\",\"testo\":\"Ciao, server!\"}",
                    greeting.text());
            client.type("a\"b");
            assertEquals("{\"utente\":\"Bruno <b>\",\"testo\":\"a\\\"b\"}", peer.next().text());
        }
    }

    @Test
    void anErrorAnOddReplyAndNoJsonAreALineEachAndItGoesOn() throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = client(Scene.url(server.getLocalPort()));
                Peer peer = Peer.accept(server)) {
            peer.next();
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
    void withoutAServerItNamesTheCommandThatStartsItsOwn() {
        String url = Scene.url(Scene.freePort());
        try (Program client = client(url)) {
            assertEquals(1, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("Nessun server risponde su " + url + ": avvialo in un altro"
                    + " terminale con mvn -q -Dstep=5, poi riprova."), client.errors());
        }
    }

    @Test
    void aNameThatIsNoneIsOneLine() {
        try (Program client = Program.java(JsonClient.class, "-Dutente= ")) {
            assertEquals(2, client.exit());
            assertEquals(List.of(), client.rest());
            assertThat(client.errors()).hasSize(1);
        }
    }
}
