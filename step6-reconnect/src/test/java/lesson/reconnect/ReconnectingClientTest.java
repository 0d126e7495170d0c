package lesson.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

class ReconnectingClientTest {
    private static final String LOST = "Connessione persa. Riconnessione...";

    private static Program client(int port) {
        return Program.java(ReconnectingClient.class, "-Durl=" + Scene.url(port));
    }

    @Test
    void aServerThatIsNotThereAtTheStartIsTriedUntilItIs() {
        int port = Scene.freePort();
        try (Program client = client(port)) {
            assertEquals(LOST, client.line());
            long first = System.nanoTime();
            assertEquals(LOST, client.line());
            double seconds = (System.nanoTime() - first) / 1e9;
            assertThat(seconds).as("seconds between two attempts").isGreaterThan(1.5);
            client.type("scritto prima");
            try (Scene scene = Scene.of(port,
                    number -> Program.java(EchoServer.class, "-Dport=" + number))) {
                client.until("Connesso!");
                assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!",
                        client.line());
                assertEquals("Risposta dal server: Messaggio ricevuto: scritto prima",
                        client.line());
                client.endInput();
                assertEquals(0, client.exit());
                scene.program().until("Client disconnesso");
            }
        }
    }

    @Test
    void aServerThatStopsOrIsKilledIsMissedAndFoundAgain() {
        try (Scene scene = Scene.java(EchoServer.class); Program client = client(scene.port())) {
            for (String signal : List.of("TERM", "KILL")) {
                client.until("Connesso!");
                assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!",
                        client.line());
                scene.end(signal);
                client.until(LOST);
                client.type("mentre non c'era, " + signal);
                scene.restart();
            }
            client.until("Connesso!");
            assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!", client.line());
            assertEquals("Risposta dal server: Messaggio ricevuto: mentre non c'era, KILL",
                    client.line());
        }
    }

    @Test
    void aLineThatHadLeftWhenTheConnectionBrokeIsNotSentAgain() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort())) {
            Peer first = Peer.accept(server);
            assertEquals("Ciao, server!", first.read(Peer.TEXT).text());
            client.type("per strada");
            first.read(Peer.TEXT);      // it has left, and here ends who should have answered
            first.close();
            client.until(LOST);
            client.type("dopo");
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.read(Peer.TEXT).text());
                assertEquals("dopo", next.read(Peer.TEXT).text());
            }
        }
    }

    @Test
    void whateverTheServerSaysWhenItClosesItIsTriedAgain() throws IOException {
        try (ServerSocket server = Peer.server(); Program client = client(server.getLocalPort())) {
            for (int code : new int[] {1000, 1013}) {
                try (Peer peer = Peer.accept(server)) {
                    peer.next();
                    peer.sendClose(code, "");
                    assertEquals("Connesso!", client.line());
                    assertEquals(LOST, client.line());
                    peer.awaitEnd();
                }
            }
            try (Peer peer = Peer.accept(server)) {
                assertEquals("Ciao, server!", peer.next().text());
                client.signal("INT");
                assertEquals(1000, peer.read(Peer.CLOSE).code());
            }
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of("Connesso!"), client.rest());
        }
    }

    @Test
    void aBackoffThatThereIsNotIsOneLine() {
        try (Program client = Program.java(ReconnectingClient.class, "-Dbackoff=lineare")) {
            assertEquals(2, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("backoff: «lineare» non è ammesso; i valori sono fixed,"
                    + " jitter."), client.errors());
        }
    }
}
