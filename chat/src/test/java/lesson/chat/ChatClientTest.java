package lesson.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

class ChatClientTest {
    private static final String LOST = "Connessione persa. Riconnessione...";

    private static Program client(int port) {
        return Program.java(QuickChatClient.class, "-Durl=" + Scene.url(port));
    }

    private static String hear(Peer peer) {
        return peer.read(Peer.TEXT).text();
    }

    /** Reads a text that the client says. Returns its key. */
    private static String key(Peer peer, String text) {
        String said = hear(peer);
        String key = JsonParser.parseString(said).getAsJsonObject().get("chiave").getAsString();
        assertEquals("{\"chiave\":\"" + key + "\",\"utente\":\"Alice\",\"testo\":\"" + text
                + "\"}", said);
        return key;
    }

    private static String text(int number, String key, String text) {
        return "{\"numero\":" + number + ",\"utente\":\"Alice\",\"testo\":\"" + text
                + "\",\"timestamp\":\"2026-01-01T10:00:00.000Z\",\"chiave\":\"" + key + "\"}";
    }

    private static String shown(String text) {
        return "Alice: " + text + " (2026-01-01T10:00:00.000Z)";
    }

    @Test
    void aConversationInARealRoomEndsWhenAllOfItWasHeard() {
        try (Scene server = Scene.java(ChatServer.class);
                Talker bruno = Talker.enters(server.port(), "Bruno");
                Program client = client(server.port())) {
            client.typeAll("Ciao\nperché ☕");
            assertEquals(0, client.exit());
            List<String> lines = client.rest();
            assertThat(lines.get(0)).isEqualTo("Connesso!");
            assertThat(lines.get(1)).isEqualTo("Entra: Alice");
            assertThat(lines.get(2)).matches("Alice: Ciao \\(.{23}Z\\)");
            assertThat(lines.get(3)).matches("Alice: perché ☕ \\(.{23}Z\\)");
            bruno.until("{\"esce\":\"Alice\"}");
        }
    }

    @Test
    void whatWasNotHeardIsSaidAgainWithItsKeyByWhoComesBackToWhereItWas() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort())) {
            String key;
            try (Peer first = Peer.accept(server)) {
                assertEquals("{\"entra\":\"Alice\"}", hear(first));
                first.send(text(7, "di prima", "vecchio"));
                client.type("uno");
                client.type("due");     // has to wait
                key = key(first, "uno");
                client.until(shown("vecchio"));
            }
            client.until(LOST);
            try (Peer next = Peer.accept(server)) {
                assertEquals("{\"dopo\":7}", hear(next));
                assertEquals("{\"entra\":\"Alice\"}", hear(next));
                assertEquals(key, key(next, "uno"));
                next.send(text(8, key, "uno"));
                client.until(shown("uno"));
                next.send(text(9, key(next, "due"), "due"));
                client.until(shown("due"));
            }
        }
    }

    @Test
    void anErrorThatMayPassIsNoReasonToLoseALine() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            hear(peer);
            client.type("uno");
            String key = key(peer, "uno");
            peer.send("{\"errore\":\"la stanza non risponde\"}");
            assertEquals("Errore dal server: la stanza non risponde", client.error());
            assertEquals(key, key(peer, "uno"));
            peer.send("{\"errore\":\"messaggio non valido\"}");
            assertEquals("Errore dal server: messaggio non valido", client.error());
            client.type("due");
            key(peer, "due");
        }
    }

    @Test
    void itShowsEachTextOnceAndInOrderWhateverComes() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            hear(peer);
            for (int number : new int[] {5, 6, 9, 6, 7}) {
                peer.send(text(number, "k" + number, "testo " + number));
            }
            peer.send("{\"dopo\":20}");
            peer.send(text(21, "k21", "testo 21"));
            peer.send("{\"entra\":\"Bruno\"}");
            peer.send("{\"esce\":\"Bruno\"}");
            for (String strange : List.of("ciao", "null", "{\"numero\":22}", "{\"entra\":5}")) {
                peer.send(strange);
                assertEquals("Risposta che non è della chat: " + strange, client.error());
            }
            assertEquals("Connesso!", client.line());
            for (int number : new int[] {5, 6, 7, 21}) {
                assertEquals(shown("testo " + number), client.line());
            }
            assertEquals("Entra: Bruno", client.line());
            assertEquals("Esce: Bruno", client.line());
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedInWordsAndTheNextOneIsSaid() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            hear(peer);
            client.type("x".repeat(1001));
            assertEquals("Una riga di 1001 caratteri non è partita: nella chat sono al massimo"
                    + " 1000.", client.error());
            client.type("uno");
            key(peer, "uno");
        }
    }
}
