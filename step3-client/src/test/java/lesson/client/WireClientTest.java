package lesson.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireClientTest {
    private static Program client(ServerSocket server) {
        return client(Scene.url(server.getLocalPort()));
    }

    private static Program client(String url) {
        return Program.java(Client.class, "-Durl=" + url, "-Dwire");
    }

    /** The last one asks for the last answers; on a slow machine there may be more. */
    private static List<String> withoutPings(List<String> errors) {
        List<String> lines = new ArrayList<>(errors);
        for (int i = lines.size() - 2; i > 0; i--) {
            if (lines.get(i).matches(".* opcode (9|10) \\(p[io]ng\\).*")) {
                lines.subList(i - 1, i + 2).clear();
            }
        }
        return lines;
    }

    /** What stands there without -Dwire too. */
    private static List<String> withoutBytes(List<String> errors) {
        return errors.stream().filter(line -> !line.startsWith("#")).toList();
    }

    /** What the header of a frame says stands on the line behind its bytes. */
    private static void assertOnlyTheClientMasks(List<String> errors) {
        for (int i = 1; i < errors.size(); i++) {
            if (errors.get(i).startsWith("#1     FIN ")) {
                boolean sent = errors.get(i - 1).startsWith("#1 → ");
                assertEquals(sent, errors.get(i).contains(" MASK 1 "), errors::toString);
            }
        }
    }

    @Test
    void aWholeConversationIsTheSameAndStandsOnStandardErrorByteByByte() {
        try (Scene scene = Scene.java(EchoServer.class); Program client = client(scene.url())) {
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of("Connesso al server WebSocket!",
                    "Risposta dal server: Messaggio ricevuto: Ciao, server!"), client.rest());
            List<String> all = client.errors();
            assertOnlyTheClientMasks(all);
            List<String> errors = withoutPings(all);
            assertThat(errors).startsWith("#1 → GET / HTTP/1.1")
                    .contains("#1 ← HTTP/1.1 101 Web Socket Protocol Handshake");
            int greeting = errors.indexOf("#1     testo «Ciao, server!»") - 2;
            String[] parts = errors.get(greeting).split(" \\| ");
            assertEquals("#1 → 81 8d", parts[0]);
            byte[] key = HexFormat.ofDelimiter(" ").parseHex(parts[1]);
            byte[] masked = HexFormat.ofDelimiter(" ").parseHex(parts[2]);
            for (int i = 0; i < masked.length; i++) {
                masked[i] ^= key[i % 4];
            }
            assertEquals("Ciao, server!", new String(masked, StandardCharsets.UTF_8));
            assertEquals(List.of(
                    "#1     FIN 1, opcode 1 (testo), MASK 1 con la chiave " + parts[1]
                            + ", lunghezza 13",
                    "#1     testo «Ciao, server!»",
                    "#1 ← 81 21 | 4d 65 73 73 61 67 67 69 6f 20 72 69 63 65 76 75 74 6f 3a 20 43 69"
                            + " 61 6f … (9 byte in più)",
                    "#1     FIN 1, opcode 1 (testo), MASK 0, lunghezza 33",
                    "#1     testo «Messaggio ricevuto: Ciao, server!»"),
                    errors.subList(greeting + 1, greeting + 6));
            assertThat(errors.get(greeting + 6)).startsWith("#1 → 88 82 | ");
            assertEquals("#1     codice 1000 (chiusura normale), nessun motivo indicato",
                    errors.get(greeting + 8));
        }
    }

    /** Returns the request that a client sends. */
    private static List<String> request(ServerSocket server, Program client) throws IOException {
        List<String> lines = new ArrayList<>();
        try (client; var socket = server.accept()) {
            int c = 0;
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0 && c >= 0) {
                c = socket.getInputStream().read();
                head.append((char) c);
            }
            head.toString().lines().forEach(lines::add);
        }
        return lines;
    }

    @Test
    void theServerGetsTheSameRequestAsWithout() throws IOException {
        try (ServerSocket server = Peer.server()) {
            String url = Scene.url(server.getLocalPort()) + "/a?b=c";
            List<String> without = request(server, Program.java(Client.class, "-Durl=" + url));
            List<String> with = request(server, client(url));
            without.replaceAll(line -> line.replaceFirst("(Key:).*", "$1"));
            with.replaceAll(line -> line.replaceFirst("(Key:).*", "$1"));
            assertEquals(without, with);
            assertThat(with).contains("Host: localhost:" + server.getLocalPort())
                    .noneMatch(line -> line.startsWith("Origin"));      // that is for browsers
        }
    }

    @Test
    void withoutAServerItIsTheSameLine() {
        String url = Scene.url(Scene.freePort());
        try (Program client = client(url)) {
            assertEquals(1, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("Nessun server risponde su " + url + ": avvialo in un altro"
                    + " terminale con mvn -q -Dstep=2, poi riprova."), client.errors());
        }
    }

    @Test
    void aMachineThatIsNotThereIsTheSameLine() {
        try (Program client = client("ws://host.invalid")) {
            assertEquals(1, client.exit());
            assertEquals(List.of("url: non trovo la macchina «host.invalid»; prova per esempio"
                    + " \"-Durl=ws://localhost:8080\"."), client.errors());
        }
    }

    @Test
    void aRefusalIsShownBeforeItIsSaid() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                var socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            assertEquals(1, client.exit());
            assertThat(client.errors()).endsWith(
                    "#1 ← HTTP/1.1 404 Not Found", "#1 ← Content-Length: 0",
                    "#1 ← (la riga vuota che chiude l'handshake)",
                    "#1     Non è una risposta 101: non segue nessun frame.",
                    "Il server su " + Scene.url(server.getLocalPort()) + " ha rifiutato"
                            + " l'handshake con la risposta HTTP 404: è un server WebSocket?");
        }
    }

    @Test
    void whenTheServerEndsTheConversationBothCloseFramesAreShown() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.sendClose(4000, "troppi");
            assertEquals(4000, peer.read(Peer.CLOSE).code());
            assertEquals(1, client.exit());
            List<String> errors = client.errors();
            assertEquals(List.of("La conversazione è finita: codice 4000, motivo «troppi»."),
                    withoutBytes(errors));
            assertThat(errors).contains("#1 ← 88 08 | 0f a0 74 72 6f 70 70 69");
            assertThat(errors).filteredOn("#1     codice 4000, motivo «troppi»"::equals).hasSize(2);
        }
    }

    @Test
    void aServerThatGoesWithoutAWordIsSaidAsWithout() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server)) {
            Peer peer = Peer.accept(server);
            peer.read(Peer.TEXT);
            peer.close();
            assertEquals(1, client.exit());
            assertEquals(List.of("La conversazione è finita: codice 1006, senza un frame di"
                    + " chiusura."), withoutBytes(client.errors()));
        }
    }

    @Test
    void ctrlCClosesWith1000AndShowsIt() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            client.signal("INT");
            assertEquals(1000, peer.read(Peer.CLOSE).code());
            assertNull(peer.next());
            assertEquals(128 + 2, client.exit());
            List<String> errors = client.errors();
            assertThat(errors).endsWith(
                    "#1     codice 1000 (chiusura normale), nessun motivo indicato");
            assertEquals(List.of(), withoutBytes(errors));
        }
    }

    @Test
    void aMessageOfOneMebibytePassesAndOnlyItsStartIsShown() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server);
                Peer peer = Peer.accept(server)) {
            String large = "x".repeat(1 << 20);
            peer.send(large);
            client.until("Risposta dal server: " + large);
            client.errorsUntil("#1     testo «" + "x".repeat(125) + "» … (1048451 byte in più)");
            client.endInput();
            assertEquals(0, client.exit());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forse", "1"})
    void anythingButTrueAndFalseIsOneLineThatNamesTheSetting(String wire) {
        try (Program client = Program.java(Client.class, "-Dwire=" + wire)) {
            assertEquals(2, client.exit());
            assertThat(client.errors()).singleElement().asString()
                    .startsWith("wire: «" + wire + "» ");
        }
    }

    @Test
    void unlessAskedItPrintsNothing() throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = Program.java(Client.class,
                        "-Durl=" + Scene.url(server.getLocalPort()), "-Dwire=false");
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            peer.send("uno");
            client.endInput();
            assertEquals(0, client.exit());
            assertEquals(List.of(), client.errors());
        }
    }
}
