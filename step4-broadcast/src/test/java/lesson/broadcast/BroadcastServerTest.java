package lesson.broadcast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lesson.server.EchoServer;
import lesson.testkit.Bystander;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;

class BroadcastServerTest {
    @Test
    void everyMessageGoesToEveryClientTheSenderIncluded() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                alice.send("Ciao a tutti ☕");
                assertEquals("Ciao a tutti ☕", alice.next());
                assertEquals("Ciao a tutti ☕", bruno.next());
                bruno.send("");
                assertEquals("", alice.next());
                assertEquals("", bruno.next());
            }
            server.until("Messaggio ricevuto: Ciao a tutti ☕");
            assertEquals("Messaggio ricevuto: ", server.line());
        }
    }

    @Test
    void whatOneSendsReachesEachInTheOrderInWhichItWasSent() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            List<Talker> clients = IntStream.range(0, 10).mapToObj(i -> new Talker(port)).toList();
            for (int i = 0; i < 200; i++) {
                clients.get(0).send("" + i);
            }
            for (Talker client : clients) {
                for (int i = 0; i < 200; i++) {
                    assertEquals("" + i, client.next());
                }
                client.close();
            }
        }
    }

    @Test
    void aClientThatLeftCostsTheOthersNothing() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                Talker carla = new Talker(port);
                assertEquals("1000", carla.close(1000, ""));
                new Talker(port).close();       // without a close frame
                assertEquals("a", alice.ask("a"));
                assertEquals("a", bruno.next());
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsLetGoAndTheOthersMissNothing() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0", "-Xmx64m")) {
            int port = server.port();
            Peer stuck = Peer.open(port);
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                String large = "x".repeat(60_000);
                for (int i = 0; i < 500; i++) {     // 30 MB for each
                    assertEquals(i + large, alice.ask(i + large));
                    assertEquals(i + large, bruno.next());
                }
            }
            assertTrue(server.error().startsWith("Un client non legge: chiuso con 1008"));
            stuck.awaitEnd();
        }
    }

    @Test
    void whenItEndsInTheMidstOfABroadcastOneThatNeverReadsCostsNoOtherItsCloseFrame() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0")) {
            int port = server.port();
            List<Talker> clients = IntStream.range(0, 99).mapToObj(i -> new Talker(port)).toList();
            Peer stuck = Peer.open(port);
            new Bystander(port, "anna", text -> text + " " + "x".repeat(2_000),
                    text -> text.replaceFirst(" x+$", ""));
            for (int i = 0; i < 50; i++) {
                clients.get(0).next();
            }
            long start = System.nanoTime();
            server.signal("TERM");
            clients.forEach(client -> assertEquals("1001", client.closed()));
            assertEquals(128 + 15, server.exit());
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds < 5, () -> "ended after " + seconds + " s");
            clients.forEach(Talker::close);
            stuck.close();
        }
    }

    @Test
    void theMessageIsATextFrame() {
        try (Run server = Run.java(BroadcastServer.class, "-Dport=0");
                Peer client = Peer.open(server.port())) {
            Peer.Frame frame = client.send("<b>&è").read();
            assertEquals(Peer.FIN | Peer.TEXT, frame.first());
            assertEquals("<b>&è", frame.text());
        }
    }

    @Test
    void itIsTheServerOfStep2WithOneMethodChanged() {
        assertTrue(EchoServer.class.isAssignableFrom(BroadcastServer.class));
        assertArrayEquals(new String[] {"main", "onMessage"},
                Arrays.stream(BroadcastServer.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic()).map(method -> method.getName())
                        .sorted().toArray());
    }
}
