package lesson.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import lesson.testkit.Bystander;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What rude, broken and vanished clients do to a server, all at the same time, in a heap of 64 MB
 * and beside two bystanders, who must miss nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class FaultLab {
    private static final int LIMIT = 64 * 1024;
    private Scene scene;
    private int port;
    private List<Bystander> bystanders;

    /** Starts the server, which may have 64 MB. */
    abstract Scene start();

    /** Makes of a text what a client sends. */
    String toMessage(String text) {
        return text;
    }

    /** Finds the text of a message in an answer to it. */
    abstract String toText(String answer);

    /** Nanoseconds in which a bystander is quiet: two that never are would fill a core. */
    long pause() {
        return 2_000_000;
    }

    /** How many messages a client may send at once. */
    int mostAtOnce() {
        return Integer.MAX_VALUE;
    }

    /** The code for them. */
    int tooManyFragments() {
        return 1009;
    }

    /** Returns frames whose answers, if they come in their hundreds, are more than is kept. */
    byte[] flood() {
        return Peer.frame(Peer.FIN | Peer.TEXT, true,
                "z".repeat(LIMIT - 100).getBytes(StandardCharsets.UTF_8));
    }

    static Scene java(Class<?> main) {
        return Scene.java(main, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
    }

    @BeforeAll
    void begin() {
        scene = start();
        port = scene.port();
        bystanders = Stream.of("anna", "beppe").map(name ->
                new Bystander(port, name, pause(), this::toMessage, this::toText)).toList();
    }

    /** After all that: the bystanders missed nothing, and the server still takes new clients. */
    @AfterAll
    void end() {
        try {
            bystanders.forEach(bystander -> assertThat(bystander.stop()).isGreaterThan(10));
            try (TestClient late = new TestClient(port)) {
                late.send(toMessage("ci sei?"));
                while (!toText(late.next()).equals("ci sei?")) {
                    // in a room others are heard too
                }
            }
            assertEquals(128 + 15, scene.end("TERM"));
            assertThat(scene.program().errors()).noneMatch(line -> line.contains("OutOfMemory"));
        } finally {
            scene.close();
        }
    }

    private Peer open(String... headers) {
        return Peer.open(port, headers);
    }

    private static void assertClosed(int code, Peer client) {
        assertEquals(code, client.read(Peer.CLOSE).code());
        client.awaitEnd();
    }

    @ParameterizedTest
    @ValueSource(longs = {LIMIT + 1, 1 << 20, 1 << 30, 1L << 31, 1L << 62, -1})
    void aFrameThatAnnouncesTooMuchIsRefusedBeforeItComes(long length) {
        try (Peer client = open()) {
            client.write(0x81).write(Peer.length(length, true)).write(1, 2, 3, 4);
            assertClosed(1009, client);
        }
    }

    @Test
    void aMessageOfOneByteTooManyIsRefusedAndItsSenderCanReadWhy() {
        try (Peer client = open()) {
            client.send("x".repeat(LIMIT + 1));
            assertClosed(1009, client);
        }
        try (TestClient client = new TestClient(port)) {
            client.send("x".repeat(20 * LIMIT));
            assertThat(client.closed()).startsWith("1009");
        }
    }

    @Test
    void fragmentsAreCountedTogether() {
        try (Peer client = open()) {
            client.send(Peer.TEXT, new byte[LIMIT / 2]);
            client.send(Peer.CONTINUATION, new byte[LIMIT / 2]);
            client.send(Peer.FIN | Peer.PING);      // between two fragments it may come
            client.read(Peer.PONG);
            client.send(Peer.CONTINUATION, new byte[1]);
            assertClosed(1009, client);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void endlessFragmentsEnd(int size) {
        try (Peer client = open()) {
            client.send(Peer.TEXT, new byte[size]);
            sendUntilCut(client, Peer.frame(Peer.CONTINUATION, true, new byte[size]));
            assertClosed(tooManyFragments(), client);
        }
    }

    /** Sends, without reading, until the server has had enough; far more than it should take. */
    private static void sendUntilCut(Peer client, byte[] bytes) {
        try {
            for (int sent = 0; sent < 64 << 20; sent += bytes.length + 1000) {
                client.write(bytes);
            }
        } catch (UncheckedIOException e) {
            // cut off, which is what was to be seen
        }
    }

    private byte[] message(String text) {
        return Peer.frame(Peer.FIN | Peer.TEXT, true,
                toMessage(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads up to the answer to a message of one's own: in a broadcast, others are heard too. */
    private void readAnswer(Peer client, String text) {
        String answer;
        do {
            answer = toText(client.read(Peer.TEXT).text());
        } while (!answer.equals(text));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsClosedWithItsCode(Violation fault) {
        try (Peer client = open()) {
            client.write(fault.frames(true));
            assertClosed(fault.code, client);
        }
    }

    /** Whatever comes after them in the same write: a fault of each code, and a close. */
    @ParameterizedTest
    @EnumSource
    void whatCameBeforeTwoFaultsIsAnsweredThenTheFirstFaultCounts(Violation first) {
        for (Violation second : List.of(Violation.RESERVED_BIT, Violation.TOO_BIG,
                Violation.NOT_UTF_8, Violation.BINARY, Violation.CLOSE)) {
            try (Peer client = open()) {
                String name = first + " " + second;
                client.write(Violation.joined(message(name + " uno"), message(name + " due"),
                        message(name + " tre"), first.frames(true), second.frames(true),
                        Violation.CLOSE.frames(true)));
                readAnswer(client, name + " uno");
                readAnswer(client, name + " due");
                readAnswer(client, name + " tre");
                assertClosed(first.code, client);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void inAWriteOfItsOwnEachFaultIsTheSame(Violation fault) {
        try (Peer client = open()) {
            client.write(message("prima")).write(fault.frames(true));
            try {
                client.write(Violation.CLOSE.frames(true)).write(message("dopo"));
            } catch (UncheckedIOException e) {
                // closed meanwhile, which it may be
            }
            readAnswer(client, "prima");
            assertClosed(fault.code, client);
        }
    }

    @Test
    void aClientThatSendsAndNeverReadsIsLetGo() {
        try (Peer client = open()) {
            sendUntilCut(client, flood());
            assertEquals("Un client non legge: chiuso con 1008, per non tenere in memoria quello"
                    + " che lo aspetta.", errorThatStartsWith("Un client non legge"));
        }
    }

    private String errorThatStartsWith(String start) {
        String line;
        do {
            line = scene.program().error();
        } while (!line.startsWith(start));
        return line;
    }

    @Test
    void aTextInFragmentsThatIsNotUtf8IsClosedWith1007() {
        try (Peer client = open()) {        // half a character, and no other half
            client.send(Peer.TEXT, (byte) 0xE2, (byte) 0x98);
            client.send(Peer.FIN | Peer.CONTINUATION);
            assertClosed(1007, client);
        }
    }

    @Test
    void whoHasNothingMoreToSayStillGetsTheAnswer() {
        for (int i = 0; i < 20; i++) {
            try (Peer client = open()) {
                client.write(message("basta")).endOutput();
                readAnswer(client, "basta");
                client.awaitEnd();
            }
        }
    }

    @Test
    void aBinaryMessageToATextLessonIsClosedWith1003() {
        try (TestClient client = new TestClient(port)) {
            assertThat(client.sendBinary((byte) 1, (byte) 2).closed()).startsWith("1003");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0", "\u0016\u0003\u0001\u0002\0", "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: x\r\n\r\n",
                            "POST / HTTP/1.1\r\n\r\n"})
    void whoDoesNotAskForAWebSocketIsClosed(String request) {
        try (Peer client = Peer.raw(port)) {
            client.write(request.getBytes(StandardCharsets.ISO_8859_1)).endOutput();
            client.awaitEnd();
        }
    }

    @Test
    void aPageOpenedOnThePortIsRefusedAndClosed() {
        try (Peer client = Peer.raw(port)) {
            client.write("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.head()).startsWith("HTTP/1.1 426 ");
            client.awaitEnd();
        }
    }

    /** Up to 64 KiB, which are more than a head may have, in one write or byte by byte. */
    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "50, true", "700, false"})
    void framesRightBehindTheHandshakeAreNoHeaders(int messages, boolean byteByByte) {
        var behind = new ByteArrayOutputStream();
        behind.writeBytes(("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < messages; i++) {
            behind.writeBytes(message("subito " + i + " " + "x".repeat(60)));
        }
        try (Peer client = Peer.raw(port)) {
            if (byteByByte) {
                for (byte one : behind.toByteArray()) {
                    client.write(one);
                }
            } else {
                client.write(behind.toByteArray());
            }
            assertThat(client.head()).startsWith("HTTP/1.1 101 ");
            for (int i = 0; i < Math.min(messages, mostAtOnce()); i++) {
                readAnswer(client, "subito " + i + " " + "x".repeat(60));
            }
        }
    }

    @Test
    void headersWithoutEndAreCut() {
        try (Peer client = Peer.raw(port)) {
            client.write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            sendUntilCut(client, ("X: " + "y".repeat(100) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.head()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void whoFloodsAfterARefusalIsCutAllTheSame() {
        try (Peer client = Peer.raw(port)) {
            assertThat(client.upgrade(port, "Origin: https://evil.example"))
                    .startsWith("HTTP/1.1 403 ");
            byte[] flood = new byte[1 << 16];
            UncheckedIOException cut = null;
            while (cut == null) {
                try {
                    client.write(flood);
                } catch (UncheckedIOException e) {
                    cut = e;
                }
            }
        }
    }

    @Test
    void halfAHandshakeIsClosedWhenItsTimeIsUp() {
        try (Peer silent = Peer.raw(port); Peer half = Peer.raw(port)) {
            half.write("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertNull(half.read());
            assertNull(silent.read());
        }
    }

    @Test
    void whoVanishedWithoutAWordIsMissed() {
        try (Peer client = open()) {
            client.awaitEnd();      // it hears the pings, and never answers
        }
    }

    @Test
    void whoAnswersThePingsMayBeSilentForAsLongAsItLikes() {
        try (Peer client = open()) {
            client.send(Peer.FIN | Peer.PONG, client.read(Peer.PING).payload());
            client.read(Peer.PING);
            client.write(message("sono qui"));
            readAnswer(client, "sono qui");
        }
    }

    @ParameterizedTest
    @CsvSource({"null, 101", "http://localhost, 101", "http://localhost:3000, 101",
            "https://127.0.0.1, 101", "http://[::1]:5500, 101", "https://evil.example, 403",
            "http://localhost.evil.example, 403", "http://127.0.0.1.evil.example, 403",
            "file://, 403", "http://192.168.1.5, 403", "x, 403"})
    void onlyPagesOfThisMachineAndFromDiskAreLetIn(String origin, int status) {
        try (Peer client = Peer.raw(port)) {
            String answer = client.upgrade(port, "Origin: " + origin);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void noExtensionIsAgreedTo() {
        try (Peer client = Peer.raw(port)) {
            String answer = client.upgrade(port, "Sec-WebSocket-Extensions: permessage-deflate");
            assertThat(answer).startsWith("HTTP/1.1 101 ");
            assertThat(answer).doesNotContainIgnoringCase("extensions");
        }
    }

    @Test
    void clientsThatGoWithoutACloseLeaveNothingBehind() {
        for (int i = 0; i < 50; i++) {
            Peer client = open();
            client.write(message("via"));
            client.close();
        }
    }
}
