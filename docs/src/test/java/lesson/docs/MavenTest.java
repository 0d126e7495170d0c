package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Maven builds for each command: all of it, or what a run needs and nothing else. */
@Order(1) // takes long, so it begins first
class MavenTest {
    private static final Repository REPOSITORY = Repository.onDisk();
    /** Where nothing is compiled. */
    private static final Path COPY = copy("maven-test");

    /** Returns a copy of all files, for one test that changes them or for all that do not. */
    private static Path copy(String name) {
        try {
            Path folder = Node.DOCS.resolve("target").resolve(name);
            FreshClone.copy(REPOSITORY, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A profile that is active by default goes when any other of its file becomes active. */
    @ParameterizedTest
    @ValueSource(strings = {"CI=true", "X=y"})
    void theWholeBuildHasEveryModuleThatThereIs(String variable) throws Exception {
        List<String> folders = REPOSITORY.files().stream()
                .filter(file -> file.endsWith("/pom.xml"))
                .map(file -> file.replace("/pom.xml", "")).toList();
        assertThat(modules(variable)).containsExactlyInAnyOrderElementsOf(folders);
    }

    @ParameterizedTest
    @CsvSource({
        "-Dstep=2, step2-server",
        "-Dstep=4, step2-server step4-broadcast",
        "-Dstep=5-client, step2-server step3-client step5-json",
        "-Dstep=6, step3-client step6-reconnect",
        "-Dstep=7, ''",
        "-Dchat=client, classroom/testkit step2-server step3-client step5-json step6-reconnect"
                + " chat"})
    void aRunOfAStepBuildsWhatItNeedsAndNoTests(String option, String needed)
            throws Exception {
        assertThat(modules("X=y", option)).containsExactlyInAnyOrderElementsOf(Stream.concat(
                Stream.of("classroom/support"),
                Arrays.stream(needed.split(" ")).filter(module -> !module.isEmpty())).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dexercise=4-2", "-Dbench", "-Dpages"})
    void noExerciseAndNoSolutionIsBuiltByARunOfAnother(String option) throws Exception {
        assertThat(modules("X=y", option))
                .doesNotContain("classroom/exercises", "classroom/solutions", "docs");
    }

    @Test
    void aWarningHasItsLineAndIsAnErrorOnlyWhereCiIsSet() throws IOException {
        Path copy = copy("maven-test-warning");
        Path source = copy.resolve("step2-server/src/main/java/lesson/server/EchoServer.java");
        String good = Files.readString(source);
        Files.writeString(source, good.replace("public static void main",
                "private java.util.List nomi = new java.util.ArrayList();\n\n"
                        + "    public static void main"));
        int line = good.lines().toList().indexOf(good.lines()
                .filter(l -> l.contains("public static void main")).findFirst().orElseThrow());
        String place = "EchoServer.java:[" + (line + 1) + ",";
        try (Program run = maven(copy, "CI=true", "-Dstep=2", "-Dexec.skip")) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.rest()).anyMatch(l -> l.contains(place) && l.contains("raw type"));
        }
        // What did not compile is compiled again.
        try (Program run = maven(copy, "X=y", "-Dstep=2", "-Dexec.skip")) {
            assertThat(run.exit()).isZero();
            assertThat(run.rest()).anyMatch(l -> l.contains(place) && l.contains("raw type"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-Dstep=2, step2-server", "-Dexercise=2-1, classroom/exercises"})
    void inTheFolderOfAModuleASentenceNamesTheRightOne(String option, String folder) {
        try (Program run = maven(COPY.resolve(folder), "X=y", "-q", option)) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.rest().get(0)).contains(
                    ": Qui c'è solo un modulo: ridai il comando nella cartella principale");
        }
    }

    /** Maven looks at this property to know which Java it runs on. */
    @ParameterizedTest
    @CsvSource({"1.8.0_402, -Dstep=1", "11.0.22, validate"})
    void anOldJavaIsNamedWithTheOneThatIsNeeded(String version, String option) {
        try (Program run = maven(COPY, "X=y", "-q", "-Djava.version=" + version, option)) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.rest().get(0)).contains(
                    ": Maven usa Java " + version + ", ma serve un JDK dal 17 in su");
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD)   // what the first compiles the second finds
    @CsvSource({"-Dstpe=2, Quale passo?", "-Dexercise=2-1 -Dbench, Una cosa per volta"})
    void whatIsNoRunIsSaidInOneLineWhereverItIsAsked(String options, String said) {
        List<String> all = new ArrayList<>(List.of("-q", "-f", COPY.toString()));
        all.addAll(List.of(options.split(" ")));
        try (Program run = maven(COPY.resolve("docs"), "X=y", all.toArray(String[]::new))) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.errors()).singleElement().asString().startsWith(said);
        }
    }

    /** A failing compiler empties the folders that the classes of a program are read from. */
    @Test
    void aProgramThatRunsIsNotHarmedByWhatDoesNotCompileBesideIt() throws IOException {
        Path copy = copy("maven-test-mistake");
        try (ServerSocket listening = Peer.server();
                Program server = maven(copy, "X=y", "-q", "-Dstep=5", "-Dport=0", "-Dwire")) {
            int port = server.port();
            try (Program client = maven(copy, "X=y", "-q", "-Dstep=6",
                            "-Durl=" + Scene.url(listening.getLocalPort()));
                    Peer before = Peer.accept(listening)) {
                new Thread(() -> answerPings(before)).start();
                compilerRefuses(copy, "step5-json", "json/JsonServer.java");
                compilerRefuses(copy, "classroom/support", "support/Wire.java");
                before.reset();
                client.until("Connessione persa. Riconnessione...");
                try (Peer after = Peer.accept(listening)) {
                    assertThat(after.read(Peer.TEXT).text()).isEqualTo("Ciao, server!");
                    client.endInput();
                    assertThat(after.read(Peer.CLOSE).code()).isEqualTo(1000);
                }
            }
            try (TestClient first = new TestClient(port); TestClient next = new TestClient(port)) {
                assertThat(first.ask("{\"testo\":\"Eccomi\"}")).startsWith("{\"testo\":\"Eccomi\"");
                assertThat(next.ask("{")).isEqualTo("{\"errore\":\"JSON non valido\"}");
                first.sendBinary((byte) 1);
                assertThat(first.closed()).startsWith("1003");
                server.signal("TERM");
                assertThat(next.closed()).startsWith("1001");
            }
            assertThat(server.exit()).isEqualTo(143);
        }
    }

    /** Until the connection is over: Maven may take longer than a client waits for a pong. */
    private static void answerPings(Peer peer) {
        for (Peer.Frame frame = peer.read(); frame != null; frame = peer.read()) {
            if (frame.opcode() == Peer.PING) {
                peer.send(Peer.FIN | Peer.PONG, frame.payload());
            }
        }
    }

    /** Saves a mistake in a file, and has Maven compile it for the client in another terminal. */
    private static void compilerRefuses(Path copy, String module, String file) throws IOException {
        Path source = copy.resolve(module).resolve("src/main/java/lesson").resolve(file);
        String good = Files.readString(source);
        try {
            Files.writeString(source, good + "un refuso");
            try (Program run = maven(copy, "X=y", "-q", "-Dstep=5-client")) {
                assertThat(run.exit()).isEqualTo(1);
                assertThat(run.rest()).anyMatch(line -> line.contains(source + ":["));
            }
        } finally {
            Files.writeString(source, good);
        }
        try (Stream<Path> files = Files.walk(copy.resolve(module).resolve("target/classes"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static Program maven(Path folder, String variable, String... options) {
        List<String> command = new ArrayList<>(List.of("env", "-u", "CI", variable, "mvn", "-B"));
        command.addAll(List.of(options));
        return Program.command(Map.of(), folder, command);
    }

    /** Returns the folders of the modules that a command builds, the root aside. */
    private static List<String> modules(String variable, String... options)
            throws ModelBuildingException {
        return new DefaultModelBuilderFactory().newInstance().build(
                new DefaultModelBuildingRequest()
                        .setPomFile(Repository.ROOT.resolve("pom.xml").toFile())
                        .setSystemProperties(properties("java.version="
                                + System.getProperty("java.version"), "env." + variable))
                        .setUserProperties(properties(options))).getEffectiveModel().getModules();
    }

    private static Properties properties(String... options) {
        var properties = new Properties();
        for (String option : options) {
            String[] parts = option.replaceFirst("^-D", "").split("=", 2);
            properties.setProperty(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        return properties;
    }
}
