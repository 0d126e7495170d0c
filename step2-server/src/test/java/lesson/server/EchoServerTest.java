package lesson.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lesson.support.Lesson;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoServerTest {
    /** Never comes back from a message. */
    public static final class BlockingServer extends EchoServer {
        BlockingServer(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            super.onMessage(socket, message);
            new CompletableFuture<Void>().join();
        }

        public static void main(String[] args) {
            BlockingServer server = new BlockingServer(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    @Test
    void aCallbackThatBlocksForEverDoesNotKeepTheProgramFromEnding() {
        try (Scene scene = Scene.java(BlockingServer.class); TestClient client = scene.client()) {
            client.send("aspetta");
            scene.program().until("Messaggio ricevuto: aspetta");
            assertEquals(128 + 15, scene.end("TERM"));
        }
    }

    /** The bare library: nothing but settings, terminal and the end are the lesson's. */
    @Test
    void withoutTheGuardTheProgramIsTheLibrarysAndEndsInOrder() {
        try (Scene scene = Scene.java(EchoServer.class, "-Dguard=off")) {
            try (Peer page = Peer.raw(scene.port())) {
                assertThat(page.upgrade(scene.port(), "Origin: https://esempio.it"))
                        .startsWith("HTTP/1.1 101 ");
            }
            try (TestClient client = scene.client()) {
                assertEquals("Messaggio ricevuto: perché", client.ask("perché"));
                assertEquals(128 + 15, scene.end("TERM"));
                assertEquals("1001", client.closed());
            }
            assertThat(scene.program().rest()).contains("Messaggio ricevuto: perché");
            assertEquals(List.of(), scene.program().errors());
        }
    }

    @Test
    void theWordsOfTheTutorialStandOnTheConsoleAndOnTheWire() {
        try (Program server = Program.java(EchoServer.class, "-Dport=0")) {
            String first = server.line();
            assertThat(first).matches("Server WebSocket in ascolto su ws://localhost:[0-9]+");
            try (TestClient client = new TestClient(first.substring(first.indexOf("ws:")))) {
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
        try (Scene scene = Scene.java(EchoServer.class);
                TestClient alice = scene.client(); TestClient bruno = scene.client()) {
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

    @Test
    void everyTextComesBackAsItWas() {
        try (Scene scene = Scene.java(EchoServer.class); TestClient client = scene.client()) {
            for (String text : List.of("", " ", "perché ☕ 😀 日本", "<b>ciao</b> & \"'\\", "{\"a\":1}",
                    "\0", "a\nb", "x".repeat(64 * 1024))) {
                assertEquals("Messaggio ricevuto: " + text, client.ask(text));
            }
        }
    }

    @Test
    void anAnswerIsOneTextFrame() {
        try (Scene scene = Scene.java(EchoServer.class); Peer client = scene.peer()) {
            Peer.Frame answer = client.send("è").next();
            assertEquals(Peer.FIN | Peer.TEXT, answer.first());
            assertEquals("Messaggio ricevuto: è", answer.text());
        }
    }

    @Test
    void whoeverAsksItToEndSeesEveryClientGetA1001AndThePortFreeAtOnce() {
        try (Scene scene = Scene.java(EchoServer.class)) {
            try (TestClient alice = scene.client(); TestClient bruno = scene.client()) {
                alice.ask("sono qui");
                assertEquals(128 + 15, scene.end("TERM"));
                assertEquals("1001", alice.closed());
                assertEquals("1001", bruno.closed());
            }
            scene.restart();
            try (TestClient client = scene.client()) {
                assertEquals("Messaggio ricevuto: di nuovo", client.ask("di nuovo"));
                assertEquals(128 + 2, scene.end("INT"));
                assertEquals("1001", client.closed());
            }
        }
    }

    /** Who ends a connection first keeps its port in TIME_WAIT, for a minute. */
    @Test
    void theLibraryAloneTakesThePortOfAnEarlierConversationAndLeavesItToTheNext() {
        int port = Scene.freePort();
        for (String guard : List.of("-Dguard=on", "-Dguard=off", "-Dguard=off", "-Dguard=on")) {
            try (Scene scene = Scene.of(port,
                    p -> Program.java(EchoServer.class, guard, "-Dport=" + p));
                    TestClient client = scene.client()) {
                assertEquals("Messaggio ricevuto: Ciao", client.ask("Ciao"));
                assertEquals(128 + 15, scene.end("TERM"));
                assertEquals("1001", client.closed());
            }
        }
    }

    @Test
    void aPortInUseIsOneLineThatSaysWhatToTry() {
        try (Scene scene = Scene.java(EchoServer.class);
                Program second = Program.java(EchoServer.class, "-Dport=" + scene.port())) {
            assertEquals(1, second.exit());
            assertEquals(List.of(), second.rest());
            assertEquals(List.of("La porta " + scene.port() + " è già occupata: chiudi il"
                    + " programma che la usa, oppure scegline un'altra, per esempio -Dport="
                    + (scene.port() + 1) + "."), second.errors());
        }
    }

    @ParameterizedTest
    @CsvSource({"-Dport=ottanta, 2", "-Dport=70000, 2", "-Dhost=, 2", "-Dhost=host.invalid, 2",
            "-Dhost=192.0.2.1, 1", "-Dhost=255.255.255.255, 2", "-Dorigin=esempio.it, 2"})
    void aSettingThatCannotBeIsOneLineThatNamesIt(String setting, int status) {
        try (Program server = Program.java(EchoServer.class, "-Dport=0", setting)) {
            assertEquals(status, server.exit());
            assertEquals(List.of(), server.rest());
            String name = setting.substring(2, setting.indexOf('='));
            assertThat(server.errors()).singleElement().asString().startsWith(name + ": «");
        }
    }

    /** The addresses under which others in the network know this machine. */
    private static List<InetAddress> addresses() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()).toList();
    }

    @Test
    void openToAllItNamesTheAddressesThatAStudentCanType() throws IOException {
        try (Program server = Program.java(EchoServer.class, "-Dport=0", "-Dhost=0.0.0.0")) {
            String first = server.line();
            assertThat(first).matches("Server WebSocket in ascolto su ws://0\\.0\\.0\\.0:[0-9]+");
            int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
            String warning = server.error();
            assertThat(warning).startsWith("Il server è aperto alla rete. ")
                    .doesNotContain("0.0.0.0");
            for (InetAddress address : addresses()) {
                assertThat(warning).contains("ws://" + address.getHostAddress() + ":" + port);
                new Socket(address, port).close();
            }
        }
    }

    @Test
    void unlessAskedItListensOnTheLoopbackOnly() throws IOException {
        try (Scene scene = Scene.java(EchoServer.class)) {
            for (InetAddress address : addresses()) {
                assertThrows(IOException.class, () -> new Socket(address, scene.port()).close());
            }
        }
    }

    /** What is advised is what is typed next. */
    @Test
    void theTeacherReadsWhoWasRefusedAndHowToLetThemInTogetherWithTheOthers() {
        String advice = "";
        List<String> pages = List.of("https://esempio.it", "http://my_pc:8000",
                "chrome-extension://abc", "file://", "http://[fe80::1]:5500");
        for (String page : pages) {
            try (Scene scene = Scene.java(EchoServer.class, advice.isEmpty() ? "-Dport=0" : advice))
            {
                assertEquals("403", answer(scene, page));
                String line = scene.program().error();
                advice = line.replaceFirst(".*\"(-Dorigin=.*)\"", "$1");
                assertEquals("Rifiutata una pagina di " + page + "; se è una delle tue,"
                        + " riavvia il server con \"" + advice + "\"", line);
            }
        }
        try (Scene scene = Scene.java(EchoServer.class, advice)) {
            for (String page : pages) {
                assertEquals("101", answer(scene, page));
            }
        }
    }

    /** Nothing of it could be typed. */
    @Test
    void whatIsNoOriginIsRefusedWithoutAdvice() {
        try (Scene scene = Scene.java(EchoServer.class)) {
            for (String page : List.of("http://a$(id)", "http://a\"b", "x", "x".repeat(7_000))) {
                assertEquals("403", answer(scene, page));
                assertEquals("Rifiutata una pagina di «" + (page.length() > 300
                        ? page.substring(0, 300) + "…" : page) + "», che non è l'origine di un"
                        + " sito.", scene.program().error());
            }
        }
    }

    private static String answer(Scene scene, String page) {
        try (Peer peer = Peer.raw(scene.port())) {
            return peer.upgrade(scene.port(), "Origin: " + page).split(" ")[1];
        }
    }
}
