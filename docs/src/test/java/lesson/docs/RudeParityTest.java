package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.lab.Violation;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no program of the lesson would send, sent to both sides: the answers must be the same. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // takes long, so it begins first
class RudeParityTest {
    private static final int LIMIT = 64 * 1024;

    /** Something sent to a server, on a connection of its own. */
    private record Request(String name, Main server, byte[]... frames) {
        @Override
        public String toString() {
            return server + ": " + name;
        }
    }

    private static byte[] text(String text) {
        return frame(Peer.FIN | Peer.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int first, byte... payload) {
        return Peer.frame(first, true, payload);
    }

    private static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(Peer.FIN | Peer.CLOSE, payload);
    }

    static Stream<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (Main server : List.of(Main.ECHO_SERVER, Main.BROADCAST_SERVER,
                Main.JSON_SERVER)) {
            for (Violation violation : Violation.values()) {
                requests.add(new Request(violation.name(), server, violation.frames(true)));
            }
            requests.addAll(List.of(
                    new Request("one byte too many", server, text("x".repeat(LIMIT + 1))),
                    new Request("one byte too many, in fragments", server,
                            frame(Peer.TEXT, new byte[LIMIT]), frame(Peer.FIN, (byte) 'x')),
                    new Request("a close with code and reason", server, close(4000, "addio")),
                    new Request("a close with 1014", server, close(1014, "")),
                    new Request("a pong that nobody has asked for", server,
                            frame(Peer.FIN | Peer.PONG, (byte) 7), close(1000, "")),
                    new Request("half a character, and no other half", server,
                            frame(Peer.TEXT, (byte) 0xE2, (byte) 0x98),
                            frame(Peer.FIN | Peer.CONTINUATION)),
                    new Request("a ping, then a close", server,
                            frame(Peer.FIN | Peer.PING, (byte) 7, (byte) 8), close(1000, ""))));
        }
        requests.add(new Request("a text in fragments", Main.ECHO_SERVER,
                frame(Peer.TEXT, (byte) 'a'),
                frame(0, (byte) 'b'), frame(Peer.FIN | Peer.PING), frame(Peer.FIN, (byte) 'c'),
                        close(1000, "")));
        requests.add(new Request("a good message, then a bad frame", Main.ECHO_SERVER,
                text("prima"),
                frame(Peer.FIN | 3)));
        requests.add(new Request("a message behind the close", Main.ECHO_SERVER, close(1000, ""),
                text("dopo")));
        requests.add(new Request("a good message and a bad frame in one write", Main.ECHO_SERVER,
                Violation.joined(text("prima"), frame(Peer.FIN | 3))));
        requests.add(new Request("a good message, a binary one and a close in one write",
                Main.ECHO_SERVER, Violation.joined(text("prima"),
                        Violation.BINARY.frames(true), close(1000, ""))));
        requests.add(new Request("a message behind the close, in one write", Main.ECHO_SERVER,
                Violation.joined(close(1000, ""), text("dopo"))));
        for (String json : List.of("{", "ciao", "null", "true", "1", "\"x\"", "[]", "{}",
                "1e999",
                "{\"testo\":1}", "{\"testo\":null}", "{\"testo\":\"x\",\"utente\":null}",
                "{\"testo\":\"x\",\"utente\":2}", "{\"testo\":\"x\"}",
                        "{\"testo\":\"x\",\"utente\":\"\"}",
                "{\"testo\":\"1\",\"testo\":\"2\"}", "{\"testo\":'x'}",
                "{testo:\"x\"}", "{\"testo\":\"x\",}",
                        "{\"testo\":\"x\"}//",
                "{\"testo\":\"a\tb\"}", "{\"testo\":\"\\u0000\\u001f\\u007f<>&='\"}", "NaN",
                        "01",
                "{\"testo\":\"x\",\"n\":" + "9".repeat(1000) + "}",
                        "{\"__proto__\":{\"testo\":\"x\"}}",
                "[".repeat(200) + "]".repeat(200), "{\"testo\":\"" + "è".repeat(30_000) + "\"}")) {
            String name = json.length() > 60 ? json.substring(0, 20) + "…" : json;
            requests.add(new Request(name, Main.JSON_SERVER, text(json), close(1000, "")));
        }
        return requests.stream();
    }

    private static final Map<Main, List<Program>> SERVERS = new EnumMap<>(Main.class);
    private static final Map<Main, List<Integer>> PORTS = new EnumMap<>(Main.class);

    @BeforeAll
    static void start() {
        for (Main server : List.of(Main.ECHO_SERVER, Main.BROADCAST_SERVER,
                Main.JSON_SERVER)) {
            SERVERS.put(server, List.of(Side.JAVA.start(server, "port=0"),
                    Side.NODE.start(server, "port=0")));
            PORTS.put(server, SERVERS.get(server).stream().map(Program::port).toList());
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(servers -> servers.forEach(Program::close));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void bothServersAnswerTheSame(Request request) {
        List<Integer> ports = PORTS.get(request.server);
        assertEquals(answers(request, ports.get(1)), answers(request, ports.get(0)));
    }

    /** All that comes back, until the server has closed; what others say in a room left out. */
    private static List<String> answers(Request request, int port) {
        List<String> answers = new ArrayList<>();
        try (Peer client = Peer.open(port)) {
            for (byte[] frame : request.frames) {
                client.write(frame);
            }
            for (Peer.Frame frame = client.next(); frame != null; frame = client.next()) {
                answers.add(frame.first() + " " + (frame.opcode() == Peer.CLOSE
                        ? frame.code() + (frame.code() == 1007 ? ""     // a row of the differences
                                : " " + frame.text().substring(Math.min(2, frame.text().length())))
                        : frame.text().replaceAll("\"timestamp\":\"[0-9T:.-]{23}Z\"",
                                "\"timestamp\":…")));
            }
        }
        assertFalse(answers.isEmpty());
        return answers;
    }

    /**
     * Something that a server does to a client once the handshake is done.
     *
     * @param code what the client closes with
     * @param last the last line on its standard error
     */
    private record Treatment(String name, Main client, int code, String last, byte[]... frames) {
        Treatment(Violation violation, int code, String why) {
            this(violation.name(), Main.CLIENT, code, ended(code, why),
                    Violation.joined(violation.frames(false), bye(1000, "")));
        }

        @Override
        public String toString() {
            return client + ": " + name;
        }
    }

    private static String ended(int code, String why) {
        return "La conversazione è finita: codice " + code + ", " + why + ".";
    }

    private static byte[] say(String text) {
        return Peer.frame(Peer.FIN | Peer.TEXT, false, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bye(int code, String reason) {
        byte[] masked = close(code, reason);
        byte[] payload = new byte[masked.length - 6];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (masked[6 + i] ^ (1 + i % 4));
        }
        return Peer.frame(Peer.FIN | Peer.CLOSE, false, payload);
    }

    static Stream<Treatment> treatments() {
        String none = "nessun motivo indicato";
        String tooBig = "per un messaggio oltre 1048576 byte";
        Stream<Treatment> violations = Stream.of(
                new Treatment(Violation.RESERVED_BIT, 1002, "per un frame contro le regole"),
                new Treatment(Violation.NOT_UTF_8, 1007, "per un testo che non è UTF-8"),
                new Treatment(Violation.TOO_BIG, 1009, tooBig),
                new Treatment(Violation.BINARY, 1000, none),    // a line, and on it goes
                new Treatment(Violation.CLOSE, 1000, none));
        // What keeps the connection is the same in all clients: others get one fault alone.
        return Stream.concat(violations, Stream.of(
                new Treatment("a close with 1000 and a reason", Main.CLIENT, 1000,
                        ended(1000, "motivo «fine»"), bye(1000, "fine")),
                new Treatment("a close with 1001", Main.CLIENT, 1001, ended(1001, none),
                        bye(1001, "")),
                new Treatment("a close with 4000 and a reason", Main.CLIENT, 4000,
                        ended(4000, "motivo «troppi è\\u001b[2J»"),
                        bye(4000, "troppi è\u001b[2J")),
                new Treatment("silence", Main.CLIENT, 1001,
                        "Il server tace da 10 secondi: conversazione finita."),
                new Treatment("5 MB", Main.CLIENT, 1009, ended(1009, tooBig),
                        say("x".repeat(5_000_000))),
                new Treatment("one byte more than 1 MiB", Main.CLIENT, 1009, ended(1009, tooBig),
                        say("x".repeat((1 << 20) + 1))),
                new Treatment("a binary message of one byte more than 1 MiB", Main.CLIENT, 1009,
                        ended(1009, tooBig), Peer.frame(Peer.FIN | Peer.BINARY, false,
                                new byte[(1 << 20) + 1])),
                new Treatment("a text in fragments", Main.CLIENT, 1000, ended(1000, none),
                        Peer.frame(Peer.TEXT, false, (byte) 'a'),
                        Peer.frame(Peer.FIN | Peer.PING, false, (byte) 7),
                        Peer.frame(Peer.FIN, false, (byte) 'b'), bye(1000, "")),
                new Treatment("what would act on a screen", Main.CLIENT, 1000, ended(1000, none),
                        say("\u001b[2J\r\n\u202e"), bye(1000, "")),
                new Treatment("a text that is not UTF-8, behind one that is", Main.JSON_CLIENT,
                        1007, ended(1007, "per un testo che non è UTF-8"), say("prima"),
                        Violation.NOT_UTF_8.frames(false)),
                new Treatment("all kinds of replies", Main.JSON_CLIENT, 1000, ended(1000, none),
                        say("{\"testo\":\"x\",\"timestamp\":\"t\"}"),
                        say("{\"errore\":\"JSON non valido\"}"), say("{"), say("null"), say("[]"),
                        say("{\"testo\":1,\"timestamp\":\"t\"}"), say("Messaggio ricevuto: x"),
                        say(""), bye(1000, ""))));
    }

    /** One client, which comes back; what a code makes it say is said of each code above. */
    @ParameterizedTest
    @EnumSource
    void aClientClosesWithTheCodeOfWhatItIsSent(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = side.quickClient(server.getLocalPort())) {
            for (Violation violation : Violation.values()) {
                try (Peer peer = Peer.accept(server)) {
                    peer.write(Violation.joined(violation.frames(false), bye(1000, "")));
                    assertEquals(violation == Violation.BINARY ? 1000 : violation.code,
                            peer.read(Peer.CLOSE).code(), () -> violation + ": " + client);
                    peer.awaitEnd();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("treatments")
    void bothClientsTakeTheSame(Treatment treatment) throws IOException {
        assertEquals(taken(treatment, Side.NODE), taken(treatment, Side.JAVA));
    }

    private static List<Object> taken(Treatment treatment, Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = side.start(treatment.client,
                        "url=ws://localhost:" + server.getLocalPort());
                Peer peer = Peer.accept(server)) {
            String greeting = peer.read(Peer.TEXT).text();
            for (byte[] frame : treatment.frames) {
                peer.write(frame);
            }
            List<String> answers = new ArrayList<>();
            Peer.Frame frame = peer.read();
            for (; frame.opcode() != Peer.CLOSE; frame = peer.read()) {
                if (frame.opcode() != Peer.PING) {      // it is not answered
                    answers.add(frame.first() + " " + frame.text());
                }
            }
            assertEquals(treatment.code, frame.code());
            peer.awaitEnd();
            assertEquals(treatment.code == 1000 ? 0 : 1, client.exit());
            List<String> errors = client.errors();
            assertEquals(treatment.last, errors.get(errors.size() - 1));
            return List.of(greeting, answers, client.rest(), errors);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"port=0", "port=ottanta"})
    void bothChecksOfStep1SayTheSameOfWhatBothHave(String setting) {
        assertEquals(checked(Side.NODE, setting), checked(Side.JAVA, setting));
    }

    /** What one library or the other is called, how long it took and the next command vary. */
    private static List<Object> checked(Side side, String setting) {
        try (Program check = side.start(Main.CHECK, setting)) {
            int exit = check.exit();
            return List.of(exit, check.errors().stream()
                    .map(line -> line.replaceAll("(?i)^port", "port")
                            .replaceAll("-?D?PORT=|-Dport=", ""))
                    .toList(), check.rest().stream()
                    .filter(line -> line.matches("(Porta|WebSocket sul|Tutto a posto).*"))
                    .map(line -> line.replaceAll("[0-9]+ ms|: (mvn|node) .*", "…")).toList());
        }
    }

    /**
     * What is sent in the place of an answer, and what a client says of it. The last line is the
     * end of what the server sends, where it is "end".
     */
    static Stream<Arguments> heads() {
        String noHttp = "non è un server WebSocket: non risponde in HTTP.";
        String invalid = "non è un server WebSocket: la sua risposta all'handshake non è valida.";
        String closed = "ha chiuso senza rispondere all'handshake: è un server WebSocket? Se vuole"
                + " TLS, prova URL=wss://localhost:<port>.";
        String upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\n";
        return Stream.concat(Stream.of(
                Arguments.of("SSH-2.0-OpenSSH_9.2\r\n", noHttp),
                Arguments.of("\0\1\2\3\r\n\r\n", noHttp), Arguments.of("HTTQ", noHttp),
                Arguments.of("end", closed), Arguments.of("HT\nend", closed),
                Arguments.of("reset", closed), Arguments.of("HTTP/1.1 200\nend", closed),
                Arguments.of(upgrade + "\nend", closed),
                Arguments.of("HTTP/1.1 101 x\nUpgrade: websocket\n\n", invalid),
                Arguments.of("\u0015\3\1\0\2\2\50",
                        "vuole TLS: prova URL=wss://localhost:<port>."),
                Arguments.of("HTTP/1.1 due zero zero\r\n\r\n", invalid),
                Arguments.of("HTTP/1.1 20 x\r\n\r\n", invalid),
                Arguments.of("HTTP/1.1 999 x\r\n\r\n", invalid),
                Arguments.of(upgrade + "X: " + "y".repeat(9_000),
                        "non è un server WebSocket: la sua risposta all'handshake è troppo lunga."),
                Arguments.of("HTTP/1.1 101 Switching Protocols\r\nContent-Length: 0\r\n\r\n",
                        invalid),
                Arguments.of(upgrade + "Sec-WebSocket-Accept: x\r\n\r\n", invalid)),
                Stream.of("HTTP/1.0 404 Not Found\r\nServer: SimpleHTTP",
                        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found",
                        "HTTP/1.1 200 OK\r\nContent-Length: 0")
                .map(answer -> Arguments.of(answer + "\r\n\r\n", "ha rifiutato l'handshake con la"
                        + " risposta HTTP " + answer.replaceFirst("(?s).*HTTP/1.. (...).*", "$1")
                        + ": è un server WebSocket?")));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void bothClientsSayTheSameOfAHandshakeThatIsNone(String head, String said) throws IOException {
        for (Side side : Side.values()) {
            assertEquals(List.of(List.of(), List.of("Il server su ws://localhost:<port> " + said),
                    1), refused(head, side), side::toString);
        }
    }

    private static List<Object> refused(String head, Side side) throws IOException {
        try (ServerSocket server = Peer.server(); Program client = side.start(Main.CLIENT,
                "url=ws://localhost:" + server.getLocalPort()); Socket socket = server.accept()) {
            socket.getInputStream().read();
            OutputStream out = socket.getOutputStream();
            out.write(head.replaceFirst("\n?end$|reset$", "").getBytes(StandardCharsets.US_ASCII));
            if (head.endsWith("end")) {
                socket.shutdownOutput();
            } else if (head.equals("reset")) {
                socket.setSoLinger(true, 0);
                out.close();        // cuts the connection
            }
            return said(client, server.getLocalPort());
        }
    }

    /** What is asked of a server that speaks HTTP only to open a WebSocket. */
    static Stream<String> asked() {
        String good = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return Stream.concat(Stream.of("\u0016\3\1\2\0\1\0\1\u00fc\3\3", "SSH-2.0-x\r\n",
                "\r\n\n" + good + "\r\n", " " + good + "\r\n", good.replace("\r", "") + "\n",
                good.replace("Upgrade:", "X:") + "\r\n", good.replace("GET", "POST") + "\r\n",
                good.replace("GET", "POST") + "Content-Length: 20000\r\n\r\n" + "x".repeat(20_000),
                good.replace(": Upgrade", ": keep-alive, Upgrade") + "\r\n",
                good.replace("GET", "get") + "\r\n", good.replace("/ H", "/a b H") + "\r\n"),
                Stream.of("Sec-WebSocket-Extensions: permessage-deflate", "Connection: keep-alive",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Origin: http://localhost\r\nOrigin: http://localhost", "X: a\0b", "X\0: b",
                "X: a\u0001b", "X: a\u007fb", "X: a\tb", "X: a\rb", "X: caff\u00e8", "X: a\r\n b",
                "nonsense", ": x", "X : a", "X(y): a", "Content-Length: 2")
                .map(line -> good + line + "\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void bothServersAnswerInHttpWithTheSameStatus(String request) {
        List<String> both = PORTS.get(Main.ECHO_SERVER).stream().map(port -> {
            try (Peer client = Peer.raw(port)) {
                String head = client.write(request.getBytes(StandardCharsets.ISO_8859_1)).head();
                assertThat(head).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
                return head.replaceFirst("(?s)^(HTTP/1.1 [0-9]{3} ).*", "$1");
            }
        }).toList();
        assertEquals(both.get(1), both.get(0));
        assertFalse(both.get(0).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void ofAnOriginThatIsVeryLongOnlyTheStartIsPrinted(Side side) {
        try (Scene scene = side.scene(2); Peer client = Peer.raw(scene.port())) {
            client.upgrade(scene.port(), "Origin: http://" + "a".repeat(7_000));
            assertThat(scene.program().error()).startsWith("Rifiutata una pagina di ")
                    .contains("aaa…").hasSizeLessThan(1_100);
        }
    }

    /** What waits in a pipe that nobody reads keeps no program running. */
    @ParameterizedTest
    @EnumSource
    void aServerWhoseOutputNobodyReadsEndsAllTheSame(Side side) throws Exception {
        try (Program server = side.shell("exec 3<&0; eval \"exec $COMMAND\" | { read -r line;"
                + " echo \"$line\"; read -r line <&3; }", Main.ECHO_SERVER, "port=0");
                Peer client = Peer.open(server.port())) {
            for (int i = 0; i < 200; i++) {
                client.send("x".repeat(900)).read(Peer.TEXT);
            }
            ProcessHandle itself = server.handle().descendants()
                    .filter(one -> one.info().command().orElse("").matches(".*/(java|node)"))
                    .findFirst().orElseThrow();
            itself.destroy();
            assertEquals(1001, client.read(Peer.CLOSE).code());
            client.sendClose(1001, "");
            itself.onExit().get(Program.TIMEOUT, TimeUnit.SECONDS);
        }
    }

    /** What a client said before it ended: settings are called in the way of each side. */
    private static List<Object> said(Program client, int port) {
        int exit = client.exit();
        return List.of(client.rest(), client.errors().stream().map(line -> line
                .replace("" + port, "<port>")).map(RudeParityTest::asNodeSaysIt).map(line -> line
                .replace("mvn -q -Dstep=2", "node docs/step2-server/server.js")
                .replace("mvn -q -Dstep=5", "node docs/step5-json/server.js")).toList(), exit);
    }

    private static String asNodeSaysIt(String line) {
        for (String setting : List.of("url", "host", "origin")) {
            line = line.replaceFirst("^" + setting + ": ", setting.toUpperCase() + ": ")
                    .replaceAll("\"-D" + setting + "=([^\"]+)\"", setting.toUpperCase() + "=$1");
        }
        return line;
    }

    /** Whose pages, by Origin and Host, and what the teacher reads of those that are refused. */
    @Test
    void bothServersLetInTheSamePagesAndAdviseTheSame() {
        List<List<String>> both = new ArrayList<>();
        for (Side side : Side.values()) {
            List<String> answers = new ArrayList<>();
            try (Program server = side.start(Main.ECHO_SERVER, "port=0",
                    "origin=HTTP://a.it:80, chrome-extension://abc,http://my_pc:8000")) {
                int port = server.port();
                for (String page : List.of("null x", "http://localhost:3000 x", "http://[::1] x",
                        "http://0.0.0.0:8000 x", "http://192.168.1.5:8000 192.168.1.5:8080",
                        "http://1.2.3.4 1.2.3.5",
                        "http://[fe80::1] [fe80::1]:8080", "http://evil.example evil.example",
                        "http://a.it x", "https://a.it x", "http://a.it:8000 x", "file:// x",
                        "chrome-extension://abc x", "chrome-extension://abd x",
                        "http://my_pc:8000 x", "http://my_pc my_pc", "http://a$(id) x", "x x",
                        "x".repeat(7_000) + " x")) {
                    String status = status(port, page.split(" "));
                    answers.add(page + " " + status + (status.equals("403")
                            ? " " + asNodeSaysIt(server.error()) : ""));
                }
            }
            both.add(answers);
        }
        assertEquals(both.get(1), both.get(0));
        assertEquals(9, both.get(0).stream().filter(answer -> answer.endsWith(" 101")).count());
    }

    /** In Java it is looked for while others are let in: OriginsTest. */
    @Test
    void theTwinKnowsItsOwnName() {
        try (Program hostname = Program.command(Map.of(), null, List.of("hostname"));
                Program server = Side.NODE.start(Main.ECHO_SERVER, "port=0")) {
            int port = server.port();
            String name = hostname.line().replaceFirst("\\..*", "");
            assertEquals("101", status(port, "http://" + name + ":8000", "x"));
            assertEquals("101", status(port, "http://" + name + ".local", "x"));
            assertEquals("403", status(port, "http://" + name + ".example", "x"));
        }
    }

    private static String status(int port, String... originAndHost) {
        try (Peer client = Peer.raw(port)) {
            return client.write(("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Origin: " + originAndHost[0] + "\r\nHost: " + originAndHost[1]
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)).head().split(" ")[1];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=255.255.255.255", "host=224.0.0.1", "host=ff02::1",
            "host=nessuno.invalid", "host=198.51.100.1", "origin=http://a,b", "origin=http://a,",
            "origin=file:///x", "origin=ws://a"})
    void bothServersRefuseTheSameSettings(String setting) {
        List<List<Object>> both = new ArrayList<>();
        for (Side side : Side.values()) {
            try (Program server = side.start(Main.ECHO_SERVER, "port=0", setting)) {
                both.add(said(server, Integer.MAX_VALUE));
            }
        }
        assertEquals(both.get(1), both.get(0));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.2, 127.0.0.2", "::1, [::1]", "[::1], [::1]",
            "0:0:0:0:0:0:0:1, [::1]"})
    void bothServersNameTheHostAlike(String host, String printed) {
        for (Side side : Side.values()) {
            try (Program server = side.start(Main.ECHO_SERVER, "port=0", "host=" + host)) {
                assertThat(server.line()).as(side.name())
                        .startsWith("Server WebSocket in ascolto su ws://" + printed + ":");
            }
        }
    }

    @Test
    void bothChecksNameTheHostAlike() {
        List<String> both = Arrays.stream(Side.values()).map(side -> {
            try (Program check = side.start(Main.CHECK, "port=0", "host=::1")) {
                return check.findLine(line -> line.startsWith("Porta 0: "),
                        1_000 * Program.TIMEOUT).orElseThrow();
            }
        }).toList();
        assertEquals(both.get(1), both.get(0));
    }

    /** An extension, a subprotocol, a second Accept, what is no header. */
    @ParameterizedTest
    @EnumSource
    void bothClientsRefuseAnAnswerThatIsNotToTheirHandshake(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = side.quickClient(server.getLocalPort())) {
            for (String header : List.of("Sec-WebSocket-Extensions: permessage-deflate",
                    "Sec-WebSocket-Protocol: mqtt", "Sec-WebSocket-Accept: x",
                    "Upgrade: websocket", "X: a\0b", "X: a\u001bb", "nonsense", "X : a", "X Y: a",
                    ": a")) {
                try (Peer peer = Peer.accept(server, header)) {
                    assertNull(peer.next(), () -> header + ": it has greeted; " + client);
                }
            }
            assertEquals("Il server su " + Scene.url(server.getLocalPort()) + " non è un server"
                    + " WebSocket: la sua risposta all'handshake non è valida.", client.error());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://localhost:<port>", "wss://localhost:<port>",
            "ws://nessuna.invalid:<port>", "ws://mai_vista.invalid:<port>",
            "ws://255.255.255.255:<port>"})
    void bothClientsSayTheSameWhereNobodyIs(String url) {
        int port = Scene.freePort();
        for (Main main : url.startsWith("ws://localhost")
                ? List.of(Main.CLIENT, Main.JSON_CLIENT) : List.of(Main.CLIENT)) {
            List<List<Object>> both = new ArrayList<>();
            for (Side side : Side.values()) {
                try (Program client = side.start(main, "url=" + url.replace("<port>", "" + port))) {
                    both.add(said(client, port));
                }
            }
            assertEquals(both.get(0), both.get(1));
        }
    }

    /** As where a firewall drops what comes: a queue that is full answers nobody. */
    @Test
    void bothClientsGiveUpWhereNobodyAnswersAtAll() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<Socket> queue = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    queue.add(new Socket());
                    queue.get(i).connect(full.getLocalSocketAddress(), 200);
                }
            } catch (SocketTimeoutException fullNow) {
                assertFalse(queue.isEmpty());
            }
            assertBothSay("Su ws://localhost:<port> non risponde nessuno da 10 secondi:"
                    + " l'indirizzo è giusto? C'è di mezzo un firewall?", "ws", full);
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** A server whose handshake, or whose TLS, does not come, or only byte by byte. */
    @ParameterizedTest
    @CsvSource({"ws, ''", "wss, ''", "ws, HTTP/1.1 101 x", "wss, '\u0016\3\3@\0'"})
    void bothClientsGiveUpWhereNothingIsSaid(String scheme, String start) throws IOException {
        try (ServerSocket server = Peer.server()) {
            if (!start.isEmpty()) {
                drip(server, start);
                drip(server, start);
            }
            assertBothSay("Il server su " + scheme + "://localhost:<port> non ha risposto"
                    + " all'handshake entro 10 secondi.", scheme, server);
        }
    }

    /** Lets one in, and says ever more to it, as long as it is there. */
    private static void drip(ServerSocket server, String start) {
        var thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    Thread.sleep(100);
                    socket.getOutputStream().write(2);
                }
            } catch (IOException | InterruptedException e) {
                // it has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void bothClientsSayThatAPortSpeaksNoTls() {
        int port = PORTS.get(Main.ECHO_SERVER).get(0);
        for (Side side : Side.values()) {
            try (Program client = side.start(Main.CLIENT, "url=wss://localhost:" + port)) {
                assertEquals(List.of(List.of(), List.of("Il server su wss://localhost:<port> non"
                        + " parla TLS, che wss richiede; prova URL=ws://localhost:<port>."), 1),
                        said(client, port), side::toString);
            }
        }
    }

    /** It speaks TLS, and says in TLS that it does not want to: handshake_failure. */
    @Test
    void bothClientsSayThatTheyWereRefusedInTls() throws IOException {
        try (ServerSocket server = Peer.server()) {
            for (Side side : Side.values()) {
                var thread = new Thread(() -> {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
                        socket.shutdownOutput();
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // it has gone
                    }
                }, side.name());
                thread.setDaemon(true);
                thread.start();
            }
            assertBothSay("Il server su wss://localhost:<port> parla TLS, ma ha rifiutato questa"
                    + " connessione.", "wss", server);
        }
    }

    @Test
    void bothClientsTrustNoCertificateThatAnybodyCanMake(@TempDir Path folder) throws Exception {
        try (ServerSocket server = new SelfSigned(folder).context().getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var host = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().read();
                    } catch (IOException refused) {
                        continue;
                    }
                }
            });
            host.setDaemon(true);
            host.start();
            assertBothSay("Il certificato del server su wss://localhost:<port> non è valido:"
                    + " forse non è davvero localhost.", "wss", server);
        }
    }

    /** Both at once: some of these take 10 s. */
    private static void assertBothSay(String why, String scheme, ServerSocket server) {
        String url = "url=" + scheme + "://localhost:" + server.getLocalPort();
        try (Program ofNode = Side.NODE.start(Main.CLIENT, url);
                Program ofJava = Side.JAVA.start(Main.CLIENT, url)) {
            for (Program client : List.of(ofNode, ofJava)) {
                assertEquals(List.of(List.of(), List.of(why), 1),
                        said(client, server.getLocalPort()));
            }
        }
    }
}
