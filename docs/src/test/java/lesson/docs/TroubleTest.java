package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The troubles of troubleshooting.md: each is provoked, and shows what the page says. */
@Execution(ExecutionMode.CONCURRENT)
class TroubleTest {
    private static final String[] SERVER = {"Java-WebSocket", "slf4j-api"};

    @TempDir
    private Path folder;

    private static List<String> take(int lines, Supplier<String> from) {
        return Stream.generate(from).limit(lines).toList();
    }

    private static Program client(int port) {
        return Side.JAVA.start(Main.CLIENT, "url=ws://localhost:" + port);
    }

    // ------------------------------------------------------------------------------- starting

    @Test
    void aPortInUse(TestInfo test) throws IOException {
        try (ServerSocket taken = Peer.server()) {
            String port = "port=" + taken.getLocalPort();
            try (Program server = Side.JAVA.start(Main.ECHO_SERVER, port);
                    Program check = Side.JAVA.start(Main.CHECK, port);
                    Program tutorial = Node.run("src/test/node/tutorial-2-server.js", "PORT="
                            + taken.getLocalPort())) {
                Trouble.shows(test, server.errors(), check.errors(), tutorial.errors());
                assertEquals(List.of(1, 1, 1),
                        List.of(server.exit(), check.exit(), tutorial.exit()));
            }
        }
    }

    @Test
    void anErrorWithoutAClient(TestInfo test) throws IOException {
        try (ServerSocket taken = Peer.server();
                Program server = new StudentCompiler(folder, SERVER).compiled("FirstServer")
                        .serve("FirstServer", "-Dport=" + taken.getLocalPort())) {
            Trouble.shows(test, server.errors());
            assertEquals(0, server.exit());
        }
    }

    @Test
    void loggingWithoutAProvider(TestInfo test) {
        try (Program server = new StudentCompiler(folder, SERVER).compiled("FirstServer")
                .serve("FirstServer", "-Dport=0");
        TestClient client = new TestClient(server.port())) {
            Trouble.shows(test, take(3, server::error));
            assertEquals("Messaggio ricevuto: Ciao", client.ask("Ciao"));
        }
    }

    // ----------------------------------------------------------------------------- connecting

    @Test
    void aServerOnTheOtherLocalhost(TestInfo test) throws IOException {
        var loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(loopback.inetAddresses().anyMatch(InetAddress.getByName("::1")::equals),
                "this machine has no ::1");
        try (Program server = Node.run("step2-server/server.js", "PORT=0", "HOST=::1")) {
            String listening = server.line();
            int port = Integer.parseInt(listening.replaceFirst(".*:", ""));
            try (TestClient there = new TestClient("ws://[::1]:" + port);
                    Program client = new StudentCompiler(folder, "tyrus-standalone-client")
                            .compiled("FirstClient").run("FirstClient", "-Dport=" + port)) {
                Trouble.shows(test, List.of(listening), client.errors());
                assertEquals("Messaggio ricevuto: Ciao", there.ask("Ciao"));
            }
        }
    }

    // ------------------------------------------------------------------------------- messages

    @Test
    void aBufferInsteadOfText(TestInfo test) {
        try (Program server = TutorialTest.server(2, 0);
                TestClient client = new TestClient(TutorialTest.port(server))) {
            client.ask("Ciao, server!");
            server.until("Nuovo client connesso!");
            Trouble.shows(test, List.of(server.line()));
        }
    }

    @Test
    void aMessageThatGsonMakesNullOf(TestInfo test) {
        try (Program server = new StudentCompiler(folder, "Java-WebSocket", "slf4j-api", "gson")
                .compiled("FirstServer", "FirstJsonServer").serve("FirstJsonServer", "-Dport=0");
                TestClient client = new TestClient(server.port())) {
            String answer = client.ask("{\"nome\":\"Alice\"}");
            client.send("");
            Trouble.shows(test, List.of(answer), take(4, server::error));
        }
    }

    @Test
    void aMessageThatIsTooBig(TestInfo test) {
        byte[] giant = header(1L << 30);
        try (Program first = new StudentCompiler(folder, SERVER).compiled("FirstServer")
                .serve("FirstServer", "-Dport=0", "-Xmx64m");
                Program tutorial = TutorialTest.server(2, 0);
                Program ours = Side.JAVA.start(Main.ECHO_SERVER, "port=0")) {
            int port = first.port();
            try (TestClient bystander = new TestClient(port); Peer toFirst = Peer.open(port);
                    Peer toTutorial = Peer.open(TutorialTest.port(tutorial));
                    Peer toOurs = Peer.open(ours.port())) {
                toFirst.write(giant);
                toTutorial.write(giant);
                assertEquals(1009, toOurs.write(giant).read(Peer.CLOSE).code());
                Trouble.shows(test, List.of(ours.error()), first.errors(), tutorial.errors());
                assertTrue(bystander.closed().startsWith("1001"), bystander::closed);
                assertEquals(1, tutorial.exit());
            }
        }
    }

    /** Returns the header of a text frame that announces some bytes, and not one of them. */
    private static byte[] header(long length) {
        byte[] announced = Peer.length(length, true);
        byte[] header = new byte[1 + announced.length + 4];
        header[0] = (byte) (Peer.FIN | Peer.TEXT);
        System.arraycopy(announced, 0, header, 1, announced.length);
        return header;
    }

    // -------------------------------------------------------------------------------- closing

    @Test
    void aClientThatDoesNotAnswerPings(TestInfo test) {
        try (Program server = new StudentCompiler(folder, SERVER).compiled("FirstServer")
                .serve("FirstServer", "-Dport=0", "-Dlost=1");
        Program client = client(server.port())) {
            server.until("Messaggio ricevuto: Ciao, server!");
            client.signal("STOP");
            String lost = server.line();
            client.signal("CONT");
            Trouble.shows(test, List.of(lost), client.errors());
        }
    }

    @Test
    void aClientThatEndsBeforeTheAnswer(TestInfo test) throws IOException {
        try (ServerSocket slow = Peer.server();
                Program client = new StudentCompiler(folder,
                        "tyrus-standalone-client").compiled("FirstClient")
                        .run("FirstClient", "-Dport=" + slow.getLocalPort());
                Peer server = Peer.accept(slow)) {
            assertEquals("Ciao, server!", server.read(Peer.TEXT).text());
            List<String> all = client.rest();
            Trouble.shows(test, all);
            assertEquals(1, all.size(), all::toString);
            assertEquals(List.of(), client.errors());
            assertEquals(0, client.exit());
        }
    }

    @Test
    void aReconnectionInsideTheCallback(TestInfo test) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = new StudentCompiler(folder, SERVER)
                .compiled("FirstReturn").serve("FirstReturn", "-Dport=" + server.getLocalPort())) {
            try (Peer peer = Peer.accept(server)) {
                peer.sendClose(1000, "").read(Peer.CLOSE);
            }
            Trouble.shows(test, client.errors());
            assertEquals(List.of("Connesso!", "Connessione persa. Riconnessione..."),
                    client.rest());
        }
    }

    // ------------------------------------------------------------------------------- building

    /** Returns what Maven prints, each line from some words on and no further than a sentence. */
    private static List<String> maven(Path where, String from, String command) {
        try (Program maven = Program.command(Map.of("LC_ALL", "C.UTF-8"), where,
                List.of("bash", "-c", command))) {
            assertEquals(1, maven.exit(), command);
            return maven.rest().stream().map(line -> line.substring(Math.max(0,
                    line.indexOf(from))).replaceFirst("\\. You must .*", ".")).toList();
        }
    }

    @Test
    void theFirstRunWithoutANetwork(TestInfo test) throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.xml"), "<settings><mirrors>"
                + "<mirror><id>scuola</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:"
                + Scene.freePort() + "</url></mirror></mirrors></settings>");
        Trouble.shows(test, maven(Repository.ROOT, "Connect to ", "mvn -B -q -Dstep=2 -s '"
                + settings + "' -Dmaven.repo.local='" + folder.resolve("empty") + "'"));
    }

    @Test
    void aCommandThatMavenDoesNotKnow(TestInfo test) {
        Trouble.shows(test, maven(Repository.ROOT, "[ERROR]", "mvn -B -q -Dstep = 2"),
                maven(Repository.ROOT, "[ERROR]", "mvn -B -q $'\\xe2\\x80\\x93Dstep=2'"),
                maven(folder, "[ERROR]", "mvn -B -q -Dstep=2"));
    }

    @Test
    void theWrongJakartaArtifact(TestInfo test) {
        String source = StudentCompiler.source("FirstClient");
        var api = new StudentCompiler(folder, "jakarta.websocket-api");
        var tyrus = new StudentCompiler(folder, "tyrus-standalone-client");
        var clientApi = new StudentCompiler(folder, "jakarta.websocket-client-api");
        List<String> javax = tyrus.compile("FirstClient", source.replace("jakarta.", "javax."));
        List<String> serverOnly = api.compile("FirstClient", source);
        try (Program noTyrus = clientApi.compiled("FirstClient").run("FirstClient", "-Dport=1");
                Program noJar = new StudentCompiler(folder).run("FirstClient", "-Dport=1")) {
            Trouble.shows(test, javax, serverOnly, noTyrus.errors(), noJar.errors());
        }
    }

    // -------------------------------------------------------------------------------- the page

    @ParameterizedTest
    @ValueSource(strings = {"troubleshooting.md", "troubleshooting.it.md"})
    void everyTroubleHasItsEntryItsTestAndItsPlaceInTheTable(String page) {
        List<Trouble> entries = Trouble.of(page);
        assertEquals(Stream.of(TroubleTest.class, TroubleInBrowserTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> type.getSimpleName() + "." + method.getName()))
                .sorted().toList(), entries.stream().map(Trouble::test).sorted().toList());
        assertEquals(Trouble.of("troubleshooting.md").stream().map(Trouble::test).toList(),
                entries.stream().map(Trouble::test).toList(), "the order of the languages");
        for (Trouble entry : entries) {
            String anchor = entry.heading().toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            assertTrue(Trouble.text(page).contains("](#" + anchor + ")"), anchor);
        }
    }
}
