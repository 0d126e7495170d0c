package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoServerTest {
    private static Run server(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "-Dport=0";
        System.arraycopy(options, 0, all, 1, options.length);
        return Run.java(EchoServer.class, all);
    }

    @Test
    void theWordsOfTheTutorialStandOnTheConsoleAndOnTheWire() {
        try (Run server = server()) {
            String first = server.line();
            assertTrue(first.matches("Server WebSocket in ascolto su ws://localhost:[0-9]+"),
                    first);
            try (Talker client = new Talker(first.substring(first.indexOf("ws:")))) {
                assertEquals("Nuovo client connesso!", server.line());
                assertEquals("Messaggio ricevuto: Ciao, server!", client.ask("Ciao, server!"));
                assertEquals("Messaggio ricevuto: Ciao, server!", server.line());
                assertEquals("1000", client.close(1000, ""));
                assertEquals("Client disconnesso", server.line());
            }
            server.signal("TERM");
            assertEquals(List.of(), server.rest());
            assertEquals(List.of(), server.errors());
        }
    }

    @Test
    void eachClientGetsTheAnswersToItsOwnMessagesInTheirOrder() {
        try (Run server = server()) {
            int port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                for (int i = 0; i < 50; i++) {
                    alice.send("a" + i);
                    bruno.send("b" + i);
                }
                for (int i = 0; i < 50; i++) {
                    assertEquals("Messaggio ricevuto: a" + i, alice.next());
                    assertEquals("Messaggio ricevuto: b" + i, bruno.next());
                }
            }
        }
    }

    @Test
    void everyTextComesBackAsItWas() {
        try (Run server = server(); Talker client = new Talker(server.port())) {
            for (String text : List.of("", " ", "perché ☕ 😀 日本", "<b>ciao</b> & \"'\\", "{\"a\":1}",
                    "\0", "a\nb", "x".repeat(64 * 1024))) {
                assertEquals("Messaggio ricevuto: " + text, client.ask(text));
            }
        }
    }

    @Test
    void anAnswerIsOneTextFrame() {
        try (Run server = server(); Peer client = Peer.open(server.port())) {
            Peer.Frame answer = client.send("è").read();
            assertEquals(Peer.FIN | Peer.TEXT, answer.first());
            assertEquals("Messaggio ricevuto: è", answer.text());
        }
    }

    @Test
    void whoeverAsksItToEndSeesEveryClientGetA1001AndThePortFreeAtOnce() {
        int port;
        try (Run server = server()) {
            port = server.port();
            try (Talker alice = new Talker(port); Talker bruno = new Talker(port)) {
                alice.ask("sono qui");
                server.signal("TERM");
                assertEquals("1001", alice.closed());
                assertEquals("1001", bruno.closed());
                assertEquals(128 + 15, server.exit());
            }
        }
        try (Run again = Run.java(EchoServer.class,
                "-Dport=" + port); Talker client = new Talker(again.port())) {
            assertEquals("Messaggio ricevuto: di nuovo", client.ask("di nuovo"));
            again.signal("INT");
            assertEquals("1001", client.closed());
            assertEquals(128 + 2, again.exit());
        }
    }

    @Test
    void aPortInUseIsOneLineThatSaysWhatToTry() {
        try (Run first = server()) {
            int port = first.port();
            try (Run second = Run.java(EchoServer.class, "-Dport=" + port)) {
                assertEquals(1, second.exit());
                assertEquals(List.of(), second.rest());
                assertEquals(List.of("La porta " + port + " è già occupata: chiudi il programma"
                        + " che la usa, oppure scegline un'altra, per esempio -Dport="
                        + (port + 1) + "."), second.errors());
            }
        }
    }

    @Test
    void inAProgramAPortInUseIsAnExceptionToCatch() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var address = new InetSocketAddress("localhost", taken.getLocalPort());
            assertThrows(UncheckedIOException.class, () -> new EchoServer(address));
        }
    }

    @ParameterizedTest
    @CsvSource({"-Dport=ottanta, 2", "-Dport=70000, 2", "-Dhost=, 2", "-Dhost=host.invalid, 2",
            "-Dhost=192.0.2.1, 1", "-Dorigin=esempio.it, 2"})
    void aSettingThatCannotBeIsOneLineThatNamesIt(String setting, int status) {
        try (Run server = Run.java(EchoServer.class, "-Dport=0", setting)) {
            assertEquals(status, server.exit());
            assertEquals(List.of(), server.rest());
            List<String> errors = server.errors();
            assertEquals(1, errors.size(), errors::toString);
            String name = setting.substring(2, setting.indexOf('='));
            assertTrue(errors.get(0).startsWith(name + ": «"), errors::toString);
        }
    }

    /** The addresses under which others in the network know this machine. */
    private static List<InetAddress> addresses() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress()).toList();
    }

    @Test
    void openToAllItNamesTheAddressesThatAStudentCanType() throws IOException {
        try (Run server = server("-Dhost=0.0.0.0")) {
            String first = server.line();
            assertTrue(first.matches("Server WebSocket in ascolto su ws://0\\.0\\.0\\.0:[0-9]+"),
                    first);
            int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
            String said = server.error();
            assertTrue(said.startsWith("Il server è aperto alla rete. "), said);
            assertFalse(said.contains("0.0.0.0"), said);
            for (InetAddress a : addresses()) {
                assertTrue(said.contains("ws://" + a.getHostAddress() + ":" + port), said);
                new Socket(a, port).close();
            }
        }
    }

    @Test
    void unlessAskedItListensOnTheLoopbackOnly() throws IOException {
        try (Run server = server()) {
            int port = server.port();
            for (InetAddress a : addresses()) {
                assertThrows(IOException.class, () -> new Socket(a, port).close());
            }
        }
    }

    @Test
    void theHostThatWasAskedForStandsInTheFirstLine() {
        try (Run server = server("-Dhost=127.0.0.1")) {
            String first = server.line();
            assertTrue(first.matches("Server WebSocket in ascolto su ws://127\\.0\\.0\\.1:[0-9]+"),
                    first);
        }
    }
}
