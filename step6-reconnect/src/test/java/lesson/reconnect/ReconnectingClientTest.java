package lesson.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;

class ReconnectingClientTest {
    private static final String LOST = "Connessione persa. Riconnessione...";

    private static Run client(int port) {
        return Run.java(ReconnectingClient.class, "-Durl=ws://localhost:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket gone = Peer.server()) {
            return gone.getLocalPort();
        }
    }

    private static Run echo(int port) {
        Run server = Run.java(EchoServer.class, "-Dport=" + port);
        server.line();
        return server;
    }

    @Test
    void aServerThatIsNotThereAtTheStartIsTriedUntilItIs() throws IOException {
        int port = freePort();
        try (Run client = client(port)) {
            assertEquals(LOST, client.line());
            long first = System.nanoTime();
            assertEquals(LOST, client.line());
            double seconds = (System.nanoTime() - first) / 1e9;
            assertTrue(seconds > 1.5, () -> "again after " + seconds + " s");
            client.type("scritto prima");
            try (Run server = echo(port)) {
                client.until("Connesso!");
                assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!",
                        client.line());
                assertEquals("Risposta dal server: Messaggio ricevuto: scritto prima",
                        client.line());
                client.endInput();
                assertEquals(0, client.exit());
                server.until("Client disconnesso");
            }
        }
    }

    @Test
    void aServerThatStopsOrIsKilledIsMissedAndFoundAgain() throws IOException {
        int port = freePort();
        Run server = echo(port);
        try (Run client = client(port)) {
            for (String signal : List.of("TERM", "KILL")) {
                client.until("Connesso!");
                assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!",
                        client.line());
                server.signal(signal);
                client.until(LOST);
                client.type("mentre non c'era, " + signal);
                server.close();
                server = echo(port);
            }
            client.until("Connesso!");
            assertEquals("Risposta dal server: Messaggio ricevuto: Ciao, server!", client.line());
            assertEquals("Risposta dal server: Messaggio ricevuto: mentre non c'era, KILL",
                    client.line());
        } finally {
            server.close();
        }
    }

    @Test
    void aFrozenServerIsNoticedAndItsConnectionIsGivenUpBeforeAnotherIsOpened() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort());
                Peer frozen = Peer.accept(server)) {
            assertEquals("Connesso!", client.line());
            frozen.read(Peer.PING);
            assertEquals(LOST, client.line());      // no pong came
            frozen.awaitEnd();                      // closed before the next is accepted
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.read().text());
                assertEquals("Connesso!", client.line());
            }
        }
    }

    @Test
    void aServerThatAcceptsAndThenSaysNothingIsTriedAgain() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort());
                var silent = server.accept()) {
            assertEquals(LOST, client.line());
            while (silent.getInputStream().read() >= 0) {
                // the request, then the end: this connection is not kept beside the next
            }
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.read().text());
            }
        }
    }

    @Test
    void linesTypedMeanwhileArriveInOrderAndTheOldestOfTooManyAreSaidToBeLost() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort())) {
            Peer first = Peer.accept(server);
            assertEquals("Ciao, server!", first.read().text());
            assertEquals("Connesso!", client.line());
            first.close();
            assertEquals(LOST, client.line());
            client.typeAll(IntStream.rangeClosed(1, 1003).mapToObj(i -> "riga " + i + "\n")
                    .collect(Collectors.joining()));
            try (Peer next = Peer.accept(server)) {
                assertEquals("Ciao, server!", next.read().text());
                for (int i = 4; i <= 1003; i++) {
                    assertEquals("riga " + i, next.read().text());
                    next.send("ok");
                }
                next.send("ok");
                assertEquals(1000, next.read().code());
                assertNull(next.read());
            }
            assertEquals(0, client.exit());
            assertEquals(IntStream.rangeClosed(1, 3).mapToObj(i -> "Più di 1000 righe in attesa: la"
                    + " più vecchia va persa: riga " + i).toList(), client.errors());
        }
    }

    @Test
    void aLineThatHadLeftWhenTheConnectionBrokeIsNotSentAgain() throws IOException {
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort())) {
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
        try (ServerSocket server = Peer.server(); Run client = client(server.getLocalPort())) {
            for (int code : new int[] {1000, 1013}) {
                try (Peer peer = Peer.accept(server)) {
                    peer.read();
                    peer.sendClose(code, "");
                    assertEquals("Connesso!", client.line());
                    assertEquals(LOST, client.line());
                    peer.awaitEnd();
                }
            }
            try (Peer peer = Peer.accept(server)) {
                assertEquals("Ciao, server!", peer.read().text());
                client.signal("INT");
                assertEquals(1000, peer.read(Peer.CLOSE).code());
            }
            assertEquals(128 + 2, client.exit());
            assertEquals(List.of("Connesso!"), client.rest());
        }
    }

    @Test
    void aBackoffThatThereIsNotIsOneLine() {
        try (Run client = Run.java(ReconnectingClient.class, "-Dbackoff=lineare")) {
            assertEquals(2, client.exit());
            assertEquals(List.of(), client.rest());
            assertEquals(List.of("backoff: «lineare» non si può scegliere; i valori sono fixed,"
                    + " jitter."), client.errors());
        }
    }
}
