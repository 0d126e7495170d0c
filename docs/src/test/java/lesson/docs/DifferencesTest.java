package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lesson.docs.Side.Main;
import lesson.lab.Violation;
import lesson.server.EchoServer;
import lesson.support.server.Loop;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of differences.md, row by row: what each side does, seen by letting it do it. */
@Execution(ExecutionMode.CONCURRENT)
class DifferencesTest {
    private static final String GET = "GET / HTTP/1.1";
    private static final String HOST = "Host: localhost";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String VERSION = "Sec-WebSocket-Version: 13";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    private static Program javaEcho;
    private static Program nodeEcho;
    private static Scene javaJson;
    private static Scene nodeJson;
    private static Scene javaChat;
    private static Scene nodeChat;
    private static int java;
    private static int node;

    @BeforeAll
    static void start() {
        javaEcho = Side.JAVA.start(Main.ECHO_SERVER, "port=0");
        nodeEcho = Side.NODE.start(Main.ECHO_SERVER, "port=0");
        javaJson = Side.JAVA.scene(5);
        nodeJson = Side.NODE.scene(5);
        javaChat = Scene.of(port -> Side.JAVA.start(Main.CHAT_SERVER, "port=" + port));
        nodeChat = Scene.of(port -> Side.NODE.start(Main.CHAT_SERVER, "port=" + port));
        java = javaEcho.port();
        node = nodeEcho.port();
    }

    @AfterAll
    static void stop() {
        javaEcho.close();
        nodeEcho.close();
        javaJson.close();
        nodeJson.close();
        javaChat.close();
        nodeChat.close();
    }

    /** Java-WebSocket as it comes, without what the lesson adds. */
    private static class Bare extends WebSocketServer implements AutoCloseable {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> bound = new CompletableFuture<>();

        Bare() {
            this(new InetSocketAddress("localhost", 0));
        }

        Bare(InetSocketAddress address) {
            super(address, 2);
        }

        int begin() {
            start();
            return bound.orTimeout(Program.TIMEOUT, TimeUnit.SECONDS).join();
        }

        @Override
        public void onStart() {
            bound.complete(getPort());
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        }

        @Override
        public void onError(WebSocket socket, Exception error) {
        }

        @Override
        public void close() {
            try {
                stop(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String next(BlockingQueue<String> events) throws InterruptedException {
        String event = events.poll(Program.TIMEOUT, TimeUnit.SECONDS);
        assertTrue(event != null, "no event");
        return event;
    }

    private static Program script(String name, String... settings) {
        return Node.run("src/test/node/" + name, settings);
    }

    private static String statusLine(String head) {
        return head.substring(0, head.indexOf("\r\n"));
    }

    // ------------------------------------------------------------------------------ handshake

    @Test
    void theHandshakeIsAnsweredInOtherWords() {
        String[] handshake = {GET, HOST, UPGRADE, CONNECTION, VERSION, KEY};
        String ofJava = answer(java, handshake);
        assertEquals("HTTP/1.1 101 Web Socket Protocol Handshake", statusLine(ofJava));
        assertEquals(List.of("Connection", "Date", "Sec-WebSocket-Accept", "Server", "Upgrade"),
                headers(ofJava));
        String ofNode = answer(node, handshake);
        assertEquals("HTTP/1.1 101 Switching Protocols", statusLine(ofNode));
        assertEquals(List.of("Connection", "Sec-WebSocket-Accept", "Upgrade"), headers(ofNode));
    }

    private static List<String> headers(String head) {
        return head.lines().skip(1).filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':'))).sorted().toList();
    }

    /** Returns the head of the answer to a request of these lines. */
    private static String answer(int port, String... lines) {
        try (Peer client = Peer.raw(port)) {
            return client.write(request(lines)).head();
        }
    }

    /** Returns what stands behind the head of an answer that ends with the connection. */
    private static String body(int port, String... lines) {
        try (Peer client = Peer.raw(port)) {
            client.write(request(lines)).head();
            byte[] bytes = client.head().getBytes(StandardCharsets.ISO_8859_1);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static byte[] request(String... lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Asserts with which status each side answers a request. */
    private static void assertAnswers(String ofJava, String ofNode, String... lines) {
        assertEquals("HTTP/1.1 " + ofJava, statusLine(answer(java, lines)));
        assertEquals("HTTP/1.1 " + ofNode, statusLine(answer(node, lines)));
    }

    /** Asserts that both sides refuse with the same status, and what each says of it. */
    private static void assertRefusals(String status, String ofJava, String ofNode,
            String... lines) {
        assertAnswers(status, status, lines);
        assertEquals(ofJava + "\n", body(java, lines));
        assertEquals(ofNode, body(node, lines));
    }

    @Test
    void aRefusalIsExplainedInOtherWords() {
        assertRefusals("426 Upgrade Required", "Questo è un server WebSocket, non una pagina: ci"
                + " si parla con la pagina client.html del passo, o con mvn -q -Dstep=3.",
                "Upgrade Required", GET, HOST, "Connection: close");
        assertRefusals("403 Forbidden", "Questo server non lascia entrare le pagine di questo"
                + " sito.", "Forbidden", GET, HOST, UPGRADE, CONNECTION, VERSION, KEY,
                "Origin: https://altrove.example");
        assertRefusals("400 Bad Request", "Questo non è un handshake WebSocket.",
                "Missing or invalid Sec-WebSocket-Key header",
                GET, HOST, UPGRADE, CONNECTION, VERSION);
    }

    @Test
    void whoAskedForAPageIsSentAwayOrMayAskAgain() {
        byte[] request = request(GET, HOST);
        try (Peer client = Peer.raw(java)) {
            String head = client.write(request).head();
            assertTrue(head.contains("\r\nUpgrade: websocket\r\n"), head);
            assertTrue(head.contains("\r\n" + VERSION + "\r\n"), head);
            assertFalse(client.head().isEmpty(), "up to the end of the connection");
        }
        try (Peer client = Peer.raw(node)) {
            String head = client.write(request).head();
            assertFalse(head.contains("\r\nUpgrade: "), head);
            assertEquals("Upgrade RequiredHTTP/1.1 426 Upgrade Required",
                    statusLine(client.write(request).head()));
        }
    }

    @Test
    void aPostGets405Or426() {
        assertAnswers("405 Method Not Allowed", "426 Upgrade Required",
                "POST / HTTP/1.1", HOST, "Content-Length: 0");
    }

    @Test
    void anUpgradeThatTheConnectionHeaderLeavesOutGets400Or426() {
        assertAnswers("400 Bad Request", "426 Upgrade Required", GET, HOST, UPGRADE, VERSION, KEY);
    }

    @Test
    void withoutAHostOrWithTwoOrInAnotherHttpOneOnlyRefuses() {
        assertAnswers("400 Bad Request", "101 Switching Protocols",
                GET, UPGRADE, CONNECTION, VERSION, KEY);
        assertAnswers("400 Bad Request", "101 Switching Protocols",
                GET, HOST, "Host: other", UPGRADE, CONNECTION, VERSION, KEY);
        for (String request : List.of("GET / HTTP/1.0", "GET / HTTP/2.0", "GET /")) {
            assertAnswers("400 Bad Request", "101 Switching Protocols",
                    request, HOST, UPGRADE, CONNECTION, VERSION, KEY);
        }
    }

    @Test
    void websocketAmongOtherProtocolsIsTakenByOneOnly() {
        assertAnswers("101 Web Socket Protocol Handshake", "400 Bad Request",
                GET, HOST, "Upgrade: h2c, websocket", CONNECTION, VERSION, KEY);
    }

    @Test
    void anotherProtocolAloneGets426Or400() {
        assertAnswers("426 Upgrade Required", "400 Bad Request",
                GET, HOST, "Upgrade: h2c", CONNECTION, VERSION, KEY);
    }

    @Test
    void anAnswerOfAnotherHttpOrBehindAnEmptyLineIsTakenByOneOnly() throws IOException {
        for (String start : List.of("HTTP/2.0 101 x", "\r\nHTTP/1.1 101 x")) {
            try (ServerSocket server = Peer.server()) {
                String url = "url=ws://localhost:" + server.getLocalPort();
                try (Program client = Side.JAVA.start(Main.CLIENT, url);
                        Peer peer = Peer.call(server).answer(start)) {
                    assertEquals("", peer.head());
                    assertEquals(List.of("Il server su ws://localhost:" + server.getLocalPort()
                            + " non è un server WebSocket: non risponde in HTTP."),
                            client.errors());
                }
                try (Program client = Side.NODE.start(Main.CLIENT, url);
                        Peer peer = Peer.call(server).answer(start)) {
                    assertEquals("Ciao, server!", peer.read(Peer.TEXT).text());
                    assertEquals("Connesso al server WebSocket!", client.line());
                }
            }
        }
    }

    @Test
    void aVersionThatThereIsNotGets426Or400() {
        String[] lines = {GET, HOST, UPGRADE, CONNECTION, "Sec-WebSocket-Version: 12", KEY};
        assertAnswers("426 Upgrade Required", "400 Bad Request", lines);
        assertTrue(answer(java, lines).contains("\r\nSec-WebSocket-Version: 13\r\n"));
        assertTrue(answer(node, lines).contains("\r\nSec-WebSocket-Version: 13, 8\r\n"));
    }

    @Test
    void version8OfTheProtocolIsSpokenByOneOnly() {
        assertAnswers("426 Upgrade Required", "101 Switching Protocols",
                GET, HOST, UPGRADE, CONNECTION, "Sec-WebSocket-Version: 8", KEY);
        assertAnswers("426 Upgrade Required", "403 Forbidden", GET, HOST, UPGRADE, CONNECTION,
                "Sec-WebSocket-Version: 8", KEY, "Sec-WebSocket-Origin: http://evil.example");
    }

    @Test
    void aHandshakeThatIsWrongInARarerWayIsAnsweredDifferently() {
        String in = "101 Web Socket Protocol Handshake";
        List<String> rest = List.of(HOST, UPGRADE, CONNECTION, KEY);
        for (String[] wrong : new String[][] {
                {"405 Method Not Allowed", "400 Bad Request", "FOO / HTTP/1.1", VERSION},
                {"400 Bad Request", "101 Switching Protocols", "GET  / HTTP/1.1", VERSION},
                {"426 Upgrade Required", "400 Bad Request", GET},
                {"426 Upgrade Required", "101 Switching Protocols", GET,
                    "Sec-WebSocket-Version: +13"},
                {in, "400 Bad Request", GET, VERSION, "Content-Length: abc"},
                {in, "400 Bad Request", GET, VERSION, "Sec-WebSocket-Protocol:"}}) {
            List<String> lines = new ArrayList<>(Arrays.asList(wrong).subList(2, wrong.length));
            lines.addAll(1, rest);
            assertAnswers(wrong[0], wrong[1], lines.toArray(String[]::new));
        }
    }

    @Test
    void aSubprotocolIsTakenByOneOnly() {
        String[] lines = {GET, HOST, UPGRADE, CONNECTION, VERSION, KEY,
            "Sec-WebSocket-Protocol: chat, quiz"};
        assertFalse(answer(java, lines).contains("Protocol: "));
        assertTrue(answer(node, lines).contains("\r\nSec-WebSocket-Protocol: chat\r\n"));
    }

    @Test
    void headersOf9000BytesAreReadByOneOnly() {
        assertAnswers("431 Request Header Fields Too Large", "101 Switching Protocols",
                GET, HOST, UPGRADE, CONNECTION, VERSION, KEY, "Cookie: a=" + "x".repeat(9_000));
        String cookie = "Cookie: a=" + "x".repeat(17_000);
        assertAnswers("431 Request Header Fields Too Large", "431 Request Header Fields Too Large",
                GET, HOST, UPGRADE, CONNECTION, VERSION, KEY, cookie);
    }

    // --------------------------------------------------------------------------------- frames

    @Test
    void aCloseWithoutACodeIsAnsweredWith1000OrWithout() throws IOException {
        assertEquals(1000, closed(java, Peer.frame(Peer.FIN | Peer.CLOSE, true)).code());
        assertEquals(1005, closed(node, Peer.frame(Peer.FIN | Peer.CLOSE, true)).code());
        byte[] close = Peer.frame(Peer.FIN | Peer.CLOSE, false);
        assertEquals(1000, closedByClient(Side.JAVA, "1005", close));
        assertEquals(1005, closedByClient(Side.NODE, "1005", close));
    }

    @Test
    void aCloseWith1014IsAnsweredByTheClientWith1002Or1014() throws IOException {
        byte[] close = Peer.frame(Peer.FIN | Peer.CLOSE, false, (byte) 3, (byte) 0xF6);
        assertEquals(1002, closedByClient(Side.JAVA, "1014", close));
        assertEquals(1014, closedByClient(Side.NODE, "1014", close));
    }

    /** Sends frames, and returns the close frame that comes back. */
    private static Peer.Frame closed(int port, byte[]... frames) {
        try (Peer client = Peer.open(port)) {
            for (byte[] frame : frames) {
                client.write(frame);
            }
            return client.read(Peer.CLOSE);
        }
    }

    @Test
    void tooManyFragmentsAre1009Or1008() throws IOException {
        byte[][] fragments = new byte[1025][];
        Arrays.fill(fragments, Peer.frame(Peer.CONTINUATION, true));
        fragments[0] = Peer.frame(Peer.TEXT, true);
        assertEquals(1009, closed(java, fragments).code());
        assertEquals(1008, closed(node, fragments).code());
        fragments = new byte[16 * 1024 + 1][];
        Arrays.fill(fragments, Peer.frame(Peer.CONTINUATION, false));
        fragments[0] = Peer.frame(Peer.TEXT, false);
        assertEquals(1009, closedByClient(Side.JAVA, "1009", fragments));
        assertEquals(1008, closedByClient(Side.NODE, "1008", fragments));
    }

    /** Sends frames to a client, which ends with a code. Returns the one that it closes with. */
    private static int closedByClient(Side side, String printed, byte[]... frames)
            throws IOException {
        try (ServerSocket server = Peer.server(); Program client = side.start(Main.CLIENT,
                "url=ws://localhost:" + server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            for (byte[] frame : frames) {
                peer.write(frame);
            }
            int code = peer.read(Peer.CLOSE).code();
            peer.endOutput();
            assertEquals(1, client.exit());
            assertTrue(client.error().contains(" codice " + printed), client::toString);
            return code;
        }
    }

    @Test
    void manyPingsAtOnceAreAnsweredByOneOnly() throws IOException {
        byte[] pings = "\u0089\0".repeat(5_000).getBytes(StandardCharsets.ISO_8859_1);
        byte[] masked = "\u0089\u0080\0\0\0\0".repeat(5_000)
                .getBytes(StandardCharsets.ISO_8859_1);
        try (Peer client = Peer.open(java).write(masked)) {
            assertEquals(5_000, pongs(client));
        }
        try (Peer client = Peer.open(node).write(masked)) {
            assertTrue(pongs(client) < 5_000);
        }
        try (ServerSocket server = Peer.server()) {
            String url = "url=ws://localhost:" + server.getLocalPort();
            try (Program client = Side.JAVA.start(Main.CLIENT, url);
                    Peer peer = Peer.accept(server)) {
                peer.read(Peer.TEXT);
                peer.write(pings);
                assertEquals(5_000, pongs(peer));
                client.until("Connesso al server WebSocket!");
            }
            try (Program client = Side.NODE.start(Main.CLIENT, url);
                    Peer peer = Peer.accept(server)) {
                peer.read(Peer.TEXT);
                assertTrue(pongs(peer.write(pings)) < 5_000);
                assertEquals(List.of("La conversazione è finita: codice 1006, senza un frame di"
                        + " chiusura."), client.errors());
            }
        }
    }

    /** Counts pongs, up to as many as there should be or to the end. */
    private static int pongs(Peer peer) {
        int count = 0;
        Peer.Frame frame = peer.read();
        while (frame != null) {
            count += frame.opcode() == Peer.PONG ? 1 : 0;
            frame = count < 5_000 ? peer.read() : null;
        }
        return count;
    }

    @Test
    void aTextThatIsNotUtf8IsClosedWithAReasonOrWithout() {
        byte[] half = Violation.joined(Peer.frame(Peer.TEXT, true, (byte) 0xE2, (byte) 0x98),
                Peer.frame(Peer.FIN | Peer.CONTINUATION, true));
        for (byte[] frames : List.of(Violation.NOT_UTF_8.frames(true), half,
                Violation.CLOSE_REASON_NOT_UTF_8.frames(true))) {
            List<Object> answer = codeAndReason(closed(java, frames));
            assertEquals(1007, answer.get(0));
            assertFalse(answer.get(1).equals(""), answer::toString);
            assertEquals(List.of(1007, ""), codeAndReason(closed(node, frames)));
        }
    }

    private static List<Object> codeAndReason(Peer.Frame close) {
        return List.of(close.code(), new String(close.payload(), 2, close.payload().length - 2,
                StandardCharsets.UTF_8));
    }

    @Test
    void halfAnEmojiBecomesAQuestionMarkOrAReplacementCharacter() {
        class Sends extends Bare {
            @Override
            public void onOpen(WebSocket socket, ClientHandshake handshake) {
                socket.send("😀".substring(0, 1));
            }
        }

        try (var server = new Sends(); Peer client = Peer.open(server.begin())) {
            assertEquals("?", client.read(Peer.TEXT).text());
        }
        try (Program server = script("half-emoji.js"); Peer client = Peer.open(server.port())) {
            assertEquals("\ufffd", client.read(Peer.TEXT).text());
        }
    }

    // ----------------------------------------------------------------------------------- JSON

    private static final String NO_JSON = "{\"errore\":\"JSON non valido\"}";
    private static final String NO_MESSAGE = "{\"errore\":\"messaggio non valido\"}";

    /** Asserts what the servers of step 5 answer to a text, times aside. */
    private static void assertJson(String ofJava, String ofNode, String text) {
        assertEquals(ofJava, json(javaJson, text));
        assertEquals(ofNode, json(nodeJson, text));
    }

    private static String json(Scene server, String text) {
        try (Peer client = server.peer()) {
            return client.send(text).read(Peer.TEXT).text()
                    .replaceFirst("\"[-0-9T:.]{23}Z\"", "…");
        }
    }

    /** Asserts what the servers of the chat answer to who says something first. */
    private static void assertChat(String ofJava, String ofNode, String text) {
        assertEquals(ofJava, chat(javaChat, text));
        assertEquals(ofNode, chat(nodeChat, text));
    }

    private static String chat(Scene server, String text) {
        try (Peer client = server.peer()) {
            client.send(text);
            String answer;
            do {
                answer = client.read(Peer.TEXT).text();
            } while (answer.startsWith("{\"esce\""));      // somebody else, from before
            return answer;
        }
    }

    private static String reply(String testo) {
        return "{\"testo\":\"" + testo + "\",\"timestamp\":…}";
    }

    @Test
    void anEmptyTextIsNoMessageOrNoJson() {
        for (String blank : List.of("", " ", "\t\r\n")) {
            assertJson(NO_MESSAGE, NO_JSON, blank);
            assertChat(NO_MESSAGE, NO_JSON, blank);
        }
    }

    @Test
    void aByteOrderMarkBeforeJsonIsReadByOneOnly() {
        assertJson(reply("x"), NO_JSON, "\ufeff{\"testo\":\"x\"}");
        assertJson(NO_MESSAGE, NO_JSON, "\ufeff");
        assertJson(NO_JSON, NO_JSON, "{\"testo\":\"x\"}\ufeff");
        assertChat("{\"entra\":\"x\"}", NO_JSON, "\ufeff{\"entra\":\"x\"}");
    }

    @Test
    void jsonNestedDeeperThan255IsReadByOneOnly() {
        String start = "{\"testo\":\"x\",\"altro\":";
        assertJson(reply("x"), reply("x"), start + "[".repeat(254) + "]".repeat(254) + "}");
        assertJson(NO_JSON, reply("x"), start + "[".repeat(255) + "]".repeat(255) + "}");
        assertJson(NO_JSON, NO_MESSAGE, "[".repeat(32_000) + "]".repeat(32_000));
        assertChat(NO_JSON, NO_MESSAGE, "[".repeat(256) + "]".repeat(256));
    }

    @Test
    void aNumberOf1024CharactersIsReadByOneOnly() {
        String start = "{\"testo\":\"x\",\"altro\":";
        assertJson(reply("x"), reply("x"), start + "9".repeat(1023) + "}");
        assertJson(NO_JSON, reply("x"), start + "9".repeat(1024) + "}");
        assertJson(NO_JSON, NO_MESSAGE, "0." + "9".repeat(1022));
        assertJson(NO_JSON, NO_MESSAGE, "1e" + "9".repeat(60_000));
        assertChat(NO_JSON, NO_MESSAGE, "9".repeat(5_000));
    }

    @Test
    void halfAnEmojiInJsonIsReadByOneOnly() {
        assertJson(NO_JSON, reply("\\ud83d"), "{\"testo\":\"\\ud83d\"}");
        assertChat(NO_JSON, NO_JSON, "{\"entra\":\"\\ud83d\"}");
        assertChat(NO_JSON, NO_JSON, "{\"entra\":\"x\",\"\\ude00\":1}");
        assertJson(NO_JSON, reply("\\ude00\\ud83d"), "{\"testo\":\"\\ude00\\ud83d\"}");
        assertJson(NO_JSON, reply("x"), "{\"testo\":\"x\",\"\\ude00\":1}");
        assertJson(reply("😀"), reply("😀"), "{\"testo\":\"\\ud83d\\ude00\"}");
    }

    @Test
    void theLineEndsOfUnicodeAreWrittenAsEscapesOrAsTheyAre() throws IOException {
        assertJson(reply("\\u2028\\u2029"), reply("\u2028\u2029"),
                "{\"testo\":\"\u2028\\u2029\"}");
        assertChat("{\"entra\":\"\\u2028\"}", "{\"entra\":\"\u2028\"}", "{\"entra\":\"\u2028\"}");
        assertEquals("{\"utente\":\"Alice\",\"testo\":\"\\u2028\"}", said(Side.JAVA));
        assertEquals("{\"utente\":\"Alice\",\"testo\":\"\u2028\"}", said(Side.NODE));
    }

    /** Returns what a client of step 5 makes of the line {@code U+2028}. */
    private static String said(Side side) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = side.start(Main.JSON_CLIENT,
                "url=ws://localhost:" + server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            client.type("\u2028");
            return peer.read(Peer.TEXT).text();
        }
    }

    @Test
    void halfAnEmojiIsWrittenInJsonAsItIsOrAsAnEscape() {
        class Sends extends Bare {
            @Override
            public void onMessage(WebSocket socket, String message) {
                socket.send(new Gson().toJson("😀".substring(0, 1)));
            }
        }

        try (var server = new Sends(); Peer client = Peer.open(server.begin())) {
            assertEquals("\"?\"", client.send("").read(Peer.TEXT).text());
        }
        try (Program server = script("half-emoji.js"); Peer client = Peer.open(server.port())) {
            client.read(Peer.TEXT);
            assertEquals("\"\\ud83d\"", client.send("").read(Peer.TEXT).text());
        }
    }

    // ------------------------------------------------------------------------------ callbacks

    /** With what the lesson puts on, a Java server does as Node.js does. */
    @Test
    void callbacksRunOnThreadsOrOneAfterTheOther() {
        class Meeting extends Bare {
            private final CyclicBarrier both = new CyclicBarrier(2);
            private final int patience;

            Meeting(int patience) {
                this.patience = patience;
            }

            @Override
            public void onMessage(WebSocket socket, String message) {
                try {
                    both.await(patience, TimeUnit.MILLISECONDS);
                    socket.send("insieme");
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    socket.send("da solo");
                }
            }
        }

        try (var server = new Meeting(Program.TIMEOUT * 1000)) {
            assertEquals(List.of("insieme", "insieme"), answersToTwo(server.begin()));
        }
        try (Program server = script("callbacks.js")) {
            assertEquals(List.of("da solo", "da solo"), answersToTwo(server.port()));
        }
        try (var server = new Meeting(200)) {
            Loop.attach(server, List.of(), false);
            assertEquals(List.of("da solo", "da solo"), answersToTwo(server.begin()));
        }
    }

    private static List<String> answersToTwo(int port) {
        try (Peer anna = Peer.open(port); Peer beppe = Peer.open(port)) {
            anna.send("");
            beppe.send("");
            return List.of(anna.read(Peer.TEXT).text(), beppe.read(Peer.TEXT).text());
        }
    }

    @Test
    void aMessageIsAStringByItsOverloadOrABufferWithAFlag() throws InterruptedException {
        class PassesOn extends Bare {
            @Override
            public void onMessage(WebSocket socket, String message) {
                events.add("String");
                socket.send(message);
            }

            @Override
            public void onMessage(WebSocket socket, ByteBuffer message) {
                events.add("ByteBuffer");
                socket.send(message);
            }
        }

        try (var server = new PassesOn(); Peer client = Peer.open(server.begin())) {
            assertEquals(Peer.TEXT, client.send("è").next().opcode());
            assertEquals(Peer.BINARY, client.send(Peer.FIN | Peer.BINARY).next().opcode());
            assertEquals("String", next(server.events));
            assertEquals("ByteBuffer", next(server.events));
        }
        try (Program server = script("message.js"); Peer client = Peer.open(server.port())) {
            assertEquals(Peer.BINARY, client.send("è").next().opcode());
            assertEquals(Peer.BINARY, client.send(Peer.FIN | Peer.BINARY).next().opcode());
            assertEquals("Buffer false", server.line());
            assertEquals("Buffer true", server.line());
        }
    }

    @Test
    void anExceptionInACallbackGoesToOnErrorOrEndsTheProcess() throws InterruptedException {
        class Throws extends Bare {
            @Override
            public void onMessage(WebSocket socket, String message) {
                if (message.equals("apposta")) {
                    throw new IllegalStateException(message);
                }
                socket.send("ancora qui");
            }

            @Override
            public void onError(WebSocket socket, Exception error) {
                events.add(error.getMessage());
            }
        }

        try (var server = new Throws(); Peer client = Peer.open(server.begin())) {
            client.send("apposta");
            assertEquals("apposta", next(server.events));
            assertEquals("ancora qui", client.send("e ora?").read(Peer.TEXT).text());
        }
        try (Program server = script("throws.js"); Peer client = Peer.open(server.port())) {
            client.send("apposta");
            assertNull(client.next());
            assertEquals(1, server.exit());
            assertEquals(List.of(), server.rest());
            assertTrue(server.errors().contains("Error: apposta"));
        }
    }

    @Test
    void aPortInUseIsAnErrorWithoutAClientOrAnEvent() throws IOException, InterruptedException {
        var returned = new CountDownLatch(1);
        class Late extends Bare {
            Late(InetSocketAddress address) {
                super(address);
            }

            @Override
            public void onError(WebSocket socket, Exception error) {
                try {
                    boolean after = returned.await(Program.TIMEOUT, TimeUnit.SECONDS);
                    events.add(socket + " " + error.getClass().getSimpleName() + " " + after);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        try (ServerSocket taken = Peer.server()) {
            var server = new Late(new InetSocketAddress("localhost", taken.getLocalPort()));
            server.start();
            returned.countDown();
            assertEquals("null BindException true", next(server.events));
            try (Program ofNode = script("port-in-use.js", "PORT=" + taken.getLocalPort())) {
                assertEquals("creato", ofNode.line());
                assertEquals("error EADDRINUSE", ofNode.line());
                assertEquals(0, ofNode.exit());
            }
        }
    }

    @Test
    void aMessageForWhoHasGoneIsAnExceptionOrNothing() throws InterruptedException {
        class TooLate extends Bare {
            @Override
            public void onClose(WebSocket socket, int code, String reason, boolean remote) {
                try {
                    socket.send("troppo tardi");
                } catch (RuntimeException e) {
                    events.add(e.getClass().getSimpleName());
                }
            }
        }

        try (var server = new TooLate()) {
            Peer.open(server.begin()).close();
            assertEquals("WebsocketNotConnectedException", next(server.events));
        }
        try (Program server = script("after-close.js")) {
            Peer.open(server.port()).close();
            assertEquals("nessun errore", server.line());
        }
    }

    @Test
    void aServerThatStopsTakesItsClientsAlongOrNot() throws InterruptedException {
        try (var server = new Bare(); Peer client = Peer.open(server.begin())) {
            server.stop(1000);
            assertEquals(1001, client.read(Peer.CLOSE).code());
        }
        try (Program server = script("server-close.js")) {
            int port = server.port();
            try (Peer client = Peer.open(port)) {
                assertEquals("ancora qui", client.send("chiudi").next().text());
                assertThrows(UncheckedIOException.class, () -> Peer.raw(port));
                assertEquals("ancora qui", client.send("e ora?").next().text());
            }
        }
    }

    // -------------------------------------------------------------------------------- clients

    /** A client with Tyrus as it comes, that notes what it is told. */
    private static final class Notes extends Endpoint {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        void connect(int port) throws DeploymentException, IOException {
            ContainerProvider.getWebSocketContainer().connectToServer(this,
                    ClientEndpointConfig.Builder.create().build(),
                    URI.create("ws://localhost:" + port));
        }

        void open(ServerSocket server) {
            try {
                connect(server.getLocalPort());
            } catch (DeploymentException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            events.add("open");
            session.addMessageHandler(String.class, message -> {
                try {
                    session.close();
                } catch (IOException e) {
                    events.add(e.toString());
                }
            });
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            events.add("close " + reason.getCloseCode().getCode());
        }

        @Override
        public void onError(Session session, Throwable error) {
            events.add("error");
        }
    }

    @Test
    void aServerThatIsNotThereIsAnExceptionOrTwoEvents() throws IOException {
        try (var nobody = new Socket()) {
            nobody.bind(new InetSocketAddress("127.0.0.1", 0));     // and does not listen
            var notes = new Notes();
            assertThrows(DeploymentException.class, () -> notes.connect(nobody.getLocalPort()));
            assertTrue(notes.events.isEmpty(), notes.events::toString);
            try (Program client = script("client.js",
                    "URL=ws://localhost:" + nobody.getLocalPort())) {
                assertEquals(List.of("creato", "error ECONNREFUSED", "close 1006"), client.rest());
            }
        }
    }

    @Test
    void closeWithoutACodeSends1000OrNone() throws IOException {
        try (ServerSocket server = Peer.server()) {
            var notes = new Notes();
            var connecting = CompletableFuture.runAsync(() -> notes.open(server));
            try (Peer peer = Peer.accept(server)) {
                connecting.join();
                assertEquals(1000, peer.send("chiudi").read(Peer.CLOSE).code());
            }
            try (Program client = script("client.js",
                    "URL=ws://localhost:" + server.getLocalPort());
                    Peer peer = Peer.accept(server)) {
                assertEquals(1005, peer.send("chiudi").read(Peer.CLOSE).code());
                peer.endOutput();
                client.until("close 1006");
            }
        }
    }

    @Test
    void aCloseWithoutACodeIsReadAs1000Or1005() throws IOException, InterruptedException {
        try (ServerSocket server = Peer.server()) {
            var notes = new Notes();
            var connecting = CompletableFuture.runAsync(() -> notes.open(server));
            try (Peer peer = Peer.accept(server)) {
                connecting.join();
                peer.send(Peer.FIN | Peer.CLOSE).awaitEnd();
                assertEquals("open", next(notes.events));
                assertEquals("close 1000", next(notes.events));
            }
            try (Program client = script("client.js",
                    "URL=ws://localhost:" + server.getLocalPort());
                    Peer peer = Peer.accept(server)) {
                peer.send(Peer.FIN | Peer.CLOSE).read(Peer.CLOSE);
                peer.endOutput();
                client.until("close 1005");
            }
        }
    }

    /** A main that connects and returns. */
    public static final class Returns {
        public static void main(String[] args) throws DeploymentException, IOException {
            new Notes().connect(Integer.getInteger("port"));
        }
    }

    @Test
    void anOpenConnectionKeepsOneProgramOnlyRunning() throws IOException {
        try (ServerSocket server = Peer.server()) {
            try (Program client = Program.java(Returns.class, "-Dport=" + server.getLocalPort());
                    Peer peer = Peer.accept(server)) {
                assertEquals(0, client.exit());
                peer.awaitEnd();
            }
            try (Program client = script("client.js",
                    "URL=ws://localhost:" + server.getLocalPort());
                    Peer peer = Peer.accept(server)) {
                client.until("open");
                peer.send("chiudi").read(Peer.CLOSE);
                peer.endOutput();
                client.until("close 1006");
                assertEquals(0, client.exit());
            }
        }
    }

    // ---------------------------------------------------------------------------- the machine

    /** Ctrl+S and Ctrl+Q, on a terminal that "script" makes. */
    @Test
    void aTerminalThatStandsStillHoldsUpNobodyOrEveryone() {
        String line = "exec script -qfec \"$COMMAND\" /dev/null";
        try (Program server = Side.JAVA.shell(line, Main.ECHO_SERVER, "port=0");
                Peer client = Peer.open(server.port())) {
            server.type("\u0013");
            for (int i = 0; i < 2_000; i++) {
                client.send("x".repeat(900)).read(Peer.TEXT);
            }
        }
        try (Program server = Side.NODE.shell(line, Main.ECHO_SERVER, "port=0");
                Peer client = Peer.open(server.port()).patience(2_000)) {
            server.type("\u0013");
            assertThrows(AssertionError.class, () -> {
                for (int i = 0; i < 100_000; i++) {
                    client.send("x".repeat(900)).read(Peer.TEXT);
                }
            });
            server.type("\u0011");
            client.patience(1_000 * Program.TIMEOUT).read(Peer.TEXT);
        }
    }

    @Test
    void whatNobodyReadsIsCountedOrKept() {
        assertTrue(printed(Side.JAVA) < 3_000);
        assertEquals(3_000, printed(Side.NODE));
    }

    /** Returns how many of 3,000 messages came out of a pipe that nobody has read before. */
    private static int printed(Side side) {
        try (Program server = side.shell("exec 3<&0; eval \"exec $COMMAND\" | { read -r line;"
                + " echo \"$line\"; read -r line <&3; cat; }", Main.ECHO_SERVER, "port=0")) {
            try (Peer client = Peer.open(server.port())) {
                for (int i = 0; i < 3_000; i++) {
                    client.send("x".repeat(900)).read(Peer.TEXT);
                }
                server.type("via");
                client.send("fine").sendClose(1000, "");
            }
            int count = 0;
            String line = server.line();
            while (!line.equals("Client disconnesso") && !line.startsWith("(")) {
                count += line.startsWith("Messaggio ricevuto: x") ? 1 : 0;
                line = server.line();
            }
            return count;
        }
    }

    @Test
    void settingsAreSystemPropertiesOrVariables() {
        try (Program server = Side.JAVA.start(Main.ECHO_SERVER, "port=ottanta")) {
            assertEquals(2, server.exit());
            assertTrue(server.error().startsWith("port: «ottanta» "));
        }
        try (Program server = Side.NODE.start(Main.ECHO_SERVER, "port=ottanta")) {
            assertEquals(2, server.exit());
            assertTrue(server.error().startsWith("PORT: «ottanta» "));
        }
        try (Program server = Program.java(Map.of("PORT", "ottanta"), EchoServer.class.getName(),
                "-Dport=0")) {
            assertTrue(server.port() > 0);
        }
    }

    @Test
    void localhostIsTheFirstIpv4AddressOrTheFirstOfAll() throws IOException {
        try (var server = new Bare()) {
            int port = server.begin();
            assertEquals("127.0.0.1", server.getAddress().getAddress().getHostAddress());
            new Socket(InetAddress.getByName("127.0.0.1"), port).close();
        }
        try (Program server = script("localhost.js")) {
            String listensOn = server.line();
            assertEquals(server.line(), listensOn);
        }
    }

    // --------------------------------------------------------------------------------- the list

    @ParameterizedTest
    @ValueSource(strings = {"differences.md", "differences.it.md"})
    void everyDifferenceHasItsRowAndItsTest(String list) throws IOException {
        assertEquals(Arrays.stream(DifferencesTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> "`" + method.getName() + "`").sorted().toList(),
                tests(list).stream().sorted().toList());
        assertEquals(tests("differences.md"), tests(list), "the order of the languages");
    }

    /** Returns the last cell of each row; a row has five, none of them empty. */
    private static List<String> tests(String list) throws IOException {
        List<String> tests = new ArrayList<>();
        for (String line : Files.readAllLines(Node.DOCS.resolve(list))) {
            if (line.startsWith("| ---")) {
                tests.remove(tests.size() - 1);     // what stands above it is no row
            } else if (line.startsWith("|")) {
                List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
                assertEquals(6, cells.size(), line);
                assertFalse(cells.subList(1, 6).contains(""), line);
                tests.add(cells.get(5));
            }
        }
        return tests;
    }
}
