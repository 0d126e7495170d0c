package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.checker.Exercises;
import lesson.server.EchoServer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.console.ConsoleLauncher;

/**
 * What an IDE does with the lesson: the compiler of Eclipse and VS Code, module by module, each
 * with the class path that its POM names; then programs and tests with nothing but a class path,
 * in a folder that has nothing to do with the lesson.
 */
@Execution(ExecutionMode.SAME_THREAD)
class IdeTest {
    /** Inside the lesson, as target/classes is: from there an exercise finds its sources. */
    private static final Path OUTPUT = Node.DOCS.resolve("target/ide");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>lesson</groupId>\\s*<artifactId>([a-z0-9-]+)</artifactId>");
    private static final Repository REPOSITORY = Repository.onDisk();

    /** The folder of each module, by its name. */
    private static final Map<String, String> MODULES = REPOSITORY.files().stream()
            .filter(file -> file.endsWith("/pom.xml"))
            .map(file -> file.replace("/pom.xml", ""))
            .collect(Collectors.toMap(folder -> folder.replaceAll(".*/", ""), folder -> folder));

    /** What the compiler said of each module, in the order of the build. */
    private static final Map<String, String> SAID = new LinkedHashMap<>();

    @BeforeAll
    static void compileAll() throws IOException {
        for (String module : MODULES.keySet()) {
            compile(module);
        }
    }

    private static void compile(String module) throws IOException {
        if (SAID.containsKey(module)) {
            return;
        }
        for (String dependency : dependencies(module)) {
            compile(dependency);
        }
        Path sources = Repository.ROOT.resolve(MODULES.get(module)).resolve("src");
        Path output = OUTPUT.resolve(module);
        Files.createDirectories(output);
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-encoding", "UTF-8",
                "-nowarn", "-proc:none", "-cp", classPath(module), "-d", output.toString()));
        Stream.of("main/java", "test/java").map(sources::resolve).filter(Files::isDirectory)
                .map(Path::toString).forEach(arguments::add);
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null);
        SAID.put(module, said.toString());
        copy(sources.resolve("main/resources"), output);
    }

    private static void copy(Path resources, Path output) throws IOException {
        List<String> files = REPOSITORY.files().stream().map(Repository.ROOT::resolve)
                .filter(file -> file.startsWith(resources))
                .map(file -> resources.relativize(file).toString()).toList();
        for (String file : files) {
            Files.createDirectories(output.resolve(file).getParent());
            Files.writeString(output.resolve(file), Files.readString(resources.resolve(file)));
        }
    }

    private static List<String> dependencies(String module) {
        return DEPENDENCY.matcher(REPOSITORY.text(MODULES.get(module) + "/pom.xml")).results()
                .map(match -> match.group(1)).filter(MODULES::containsKey).toList();
    }

    /** Returns what a module is compiled and run with: what its POM names, and all libraries. */
    private static String classPath(String module) {
        Set<String> modules = new LinkedHashSet<>();
        add(module, modules);
        return Stream.concat(modules.stream().map(name -> OUTPUT.resolve(name).toString()),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .filter(jar -> !Path.of(jar).startsWith(Repository.ROOT)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(String module, Set<String> modules) {
        if (modules.add(module)) {
            dependencies(module).forEach(dependency -> add(dependency, modules));
        }
    }

    static List<String> modules() {
        return MODULES.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theCompilerOfEclipseHasNothingToSay(String module) {
        assertThat(SAID.get(module)).isEmpty();
    }

    static List<RunConfiguration> runConfigurations() {
        JsonObject vsCode = JsonParser.parseString(REPOSITORY.text(".vscode/launch.json"))
                .getAsJsonObject();
        return Stream.concat(
                vsCode.getAsJsonArray("configurations").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(one -> new RunConfiguration("VS Code, " + one.get("name"),
                                one.get("projectName").getAsString(),
                                one.get("mainClass").getAsString())),
                REPOSITORY.files().stream().filter(file -> file.matches("\\.run/.*\\.run\\.xml"))
                        .map(file -> new RunConfiguration(file,
                                find("<module name=\"(.*)\"", REPOSITORY.text(file)),
                                find("MAIN_CLASS_NAME\" value=\"(.*)\"", REPOSITORY.text(file)))))
                .toList();
    }

    private record RunConfiguration(String name, String module, String main) {
    }

    private static String find(String form, String text) {
        var found = Pattern.compile(form).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    @ParameterizedTest
    @MethodSource("runConfigurations")
    void aRunConfigurationStartsAMainThatThereIs(RunConfiguration configuration) {
        String file = MODULES.get(configuration.module) + "/src/main/java/"
                + configuration.main.replace('.', '/') + ".java";
        assertThat(REPOSITORY.text(file)).contains("public static void main(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VS Code", ".run/"})
    void everyStepHasARunConfiguration(String ide) {
        assertThat(runConfigurations()).filteredOn(one -> one.name.startsWith(ide))
                .extracting(RunConfiguration::main)
                .containsAll(Arrays.stream(Side.Main.values()).map(Side.Main::className).toList());
    }

    private static Program java(String module, Path folder, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-cp", classPath(module)));
        all.addAll(List.of(arguments));
        return Program.command(Map.of("LC_ALL", "C"), folder, Program.javaCommand(all));
    }

    @Test
    void aServerRunsInAnyFolder(@TempDir Path elsewhere) {
        try (Scene scene = Scene.of(port -> java("step2-server", elsewhere, "-Dport=" + port,
                EchoServer.class.getName())); TestClient client = scene.client()) {
            assertThat(client.ask("perché ☕")).isEqualTo("Messaggio ricevuto: perché ☕");
            scene.program().until("Messaggio ricevuto: perché ☕");
        }
    }

    @Test
    void anExerciseIsCheckedInAnyFolder(@TempDir Path elsewhere) {
        try (Program run = java("checker", elsewhere, "-Dexercise=1-1",
                Exercises.class.getName())) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.rest()).contains("Atteso: Il programma scrive «Il server c'è.».");
            assertThat(run.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"step2-server, lesson.server.ConsoleTest", "docs, lesson.docs.ExercisesPageTest"})
    void aTestRunsInAnyFolder(String module, String test, @TempDir Path elsewhere) {
        try (Program run = java(module, elsewhere, ConsoleLauncher.class.getName(), "execute",
                "--disable-banner", "--details=summary", "--select-class=" + test)) {
            String said = String.join("\n", run.rest());
            assertThat(run.exit()).as(said).isZero();
            assertThat(said).contains(" 0 tests failed").doesNotContain(" 0 tests successful");
        }
    }
}
