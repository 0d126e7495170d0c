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
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

    // ------------------------------------------------------------------ before the first step

    /** Returns what a failing Maven prints, each line cut to some words that stand in it. */
    private static List<String> maven(Path where, String words, String command) {
        try (Program maven = Program.command(Map.of("LC_ALL", "C.UTF-8"), where,
                List.of("bash", "-c", command))) {
            assertEquals(1, maven.exit(), command);
            var cut = Pattern.compile(words);
            return maven.rest().stream().map(line -> cut.matcher(line).results()
                    .map(MatchResult::group).findFirst().orElse(line)).toList();
        }
    }

    @Test
    void mvnIsNotFound(TestInfo test) {
        try (Program shell = Program.command(Map.of("LC_ALL", "C"), folder,
                List.of("bash", "-c", "PATH=/nowhere; mvn -q -Dstep=1"))) {
            // In a terminal no line of a script is named.
            Trouble.shows(test, shell.errors().stream()
                    .map(line -> line.replaceFirst(": line 1:", ":")).toList());
            assertEquals(127, shell.exit());
        }
    }

    /** Maven looks at the property to know which Java it runs on. */
    @Test
    void theJavaThatMavenUses(TestInfo test) {
        Trouble.shows(test,
                maven(Repository.ROOT, "Maven usa .*JAVA_HOME\\.",
                        "mvn -B -q -Djava.version=11.0.22 -Dstep=1"),
                maven(Repository.ROOT, "The JAVA_HOME .* not defined correctly",
                        "java -version && JAVA_HOME=/nowhere mvn -B -q -Dstep=1 2>&1"));
    }

    @Test
    void inTheFolderOfAStep(TestInfo test) throws IOException {
        Path step = Repository.ROOT.resolve("step2-server");
        Path settings = Files.writeString(folder.resolve("settings.xml"), "<settings><mirrors>"
                + "<mirror><id>central</id><mirrorOf>*</mirrorOf><url>" + folder.toUri()
                + "</url></mirror></mirrors></settings>");
        Trouble.shows(test, maven(step, "Qui c'è .*lezione\\.", "mvn -B -q -Dstep=2"),
                maven(step, "Could not find artifact .* in central",
                        "mvn -B -q test -s '" + settings + "'"));
    }

    @Test
    void aCommandThatMavenDoesNotKnow(TestInfo test) {
        String said = "\\[ERROR\\] [^.]*\\.";
        Trouble.shows(test, maven(Repository.ROOT, said, "mvn -B -q -Dstep = 2"),
                maven(Repository.ROOT, said, "mvn -B -q $'\\xe2\\x80\\x93Dstep=2'"),
                maven(folder, said, "mvn -B -q -Dstep=2"));
    }

    @Test
    void theFirstRunWithoutANetwork(TestInfo test) throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.xml"),
                Files.readString(Node.DOCS.resolve("settings-proxy.xml"))
                        .replace("proxy.scuola.example", "127.0.0.1")
                        .replace("3128", "" + Scene.freePort()));
        // Without exec.skip it would be a server, should it find a network after all.
        String first = "mvn -B -q -Dstep=2 -Dexec.skip -s '" + settings
                + "' -Dmaven.repo.local='" + folder.resolve("empty") + "'";
        Trouble.shows(test, maven(Repository.ROOT, "Connect to .* refused", first),
                maven(Repository.ROOT, "Cannot access .* offline mode", first + " -o"));
    }

    // ------------------------------------------------------------------------------- starting

    @Test
    void aPortInUse(TestInfo test) throws IOException {
        try (ServerSocket taken = Peer.server()) {
            String port = "port=" + taken.getLocalPort();
            try (Program server = Side.JAVA.start(Main.ECHO_SERVER, port);
                    Program check = Side.JAVA.start(Main.CHECK, port);
                    Program tutorial = Tutorial.server(2, taken.getLocalPort())) {
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

    @Test
    void aTerminalThatStandsStill(TestInfo test) {
        try (Program server = Side.JAVA.shell("exec script -qfec \"$COMMAND\" /dev/null",
                Main.ECHO_SERVER, "port=0")) {
            String listening = server.line();
            server.type("\u0013");      // Ctrl+S
            try (TestClient client = new TestClient(Integer.parseInt(
                    listening.replaceFirst(".*:", "")))) {
                for (int i = 0; i < 100; i++) {
                    assertEquals("Messaggio ricevuto: " + i, client.ask("" + i));
                }
                String last = "Messaggio ricevuto: 99";
                assertEquals(Optional.empty(), server.findLine(last::equals, 200));
                Trouble.shows(test, List.of(listening));
                server.type("\u0011");      // Ctrl+Q
                server.until(last);
            }
        }
    }

    // ----------------------------------------------------------------------------- connecting

    @Test
    void aServerOnTheOtherLocalhost(TestInfo test) throws IOException {
        var loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(loopback.inetAddresses().anyMatch(InetAddress.getByName("::1")::equals),
                "this machine has no ::1");
        int port = Scene.freePort();    // with 0 another test may have the same on 127.0.0.1
        try (Program server = Node.run("step2-server/server.js", "PORT=" + port, "HOST=::1")) {
            String listening = server.line();
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
        try (Program server = Tutorial.server(2, 0);
                TestClient client = new TestClient(Tutorial.port(server))) {
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
                Program tutorial = Tutorial.server(2, 0);
                Program ours = Side.JAVA.start(Main.ECHO_SERVER, "port=0")) {
            int port = first.port();
            try (TestClient bystander = new TestClient(port); Peer toFirst = Peer.open(port);
                    Peer toTutorial = Peer.open(Tutorial.port(tutorial));
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
                .sorted().toList(), entries.stream().map(Trouble::test)
                        .filter(test -> !test.isEmpty()).sorted().toList());
        assertEquals(Trouble.of("troubleshooting.md").stream().map(Trouble::test).toList(),
                entries.stream().map(Trouble::test).toList(), "the order of the languages");
        for (Trouble entry : entries) {
            String anchor = entry.heading().toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            assertTrue(Trouble.text(page).contains("](#" + anchor + ")"), anchor);
        }
    }
}
