package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** What the notes tell to type works, and prints what they show. */
@Order(1) // takes long, so it begins first
class ConsoleExamplesTest {
    private static final Repository REPOSITORY = Repository.onDisk();
    private static FreshClone clone;
    private static TestAbortedException missing;

    @BeforeAll
    static void makeClone() {
        try {
            clone = new FreshClone(REPOSITORY);
        } catch (TestAbortedException e) {
            missing = e; // thrown here, Surefire would pass over the whole class without a word
        }
    }

    /** The last come first: those of step 6 wait longest, and others can run meanwhile. */
    static List<ConsoleExample> examples() {
        List<ConsoleExample> examples = new ArrayList<>(ConsoleExample.all(REPOSITORY));
        Collections.reverse(examples);
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theConsolesShowWhatARunPrints(ConsoleExample example) {
        check();
        int port = Scene.freePort();
        ConsolePlayer.play(example, clone.root, port, FreshClone.environment(port,
                example.isToShowWire()));
    }

    static Stream<Arguments> commands() {
        return Commands.alone(REPOSITORY).entrySet().stream()
                .map(command -> Arguments.of(command.getKey(), command.getValue()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theCommandWorks(String command, String place) {
        check();
        tryAlone(command, place, clone.root);
    }

    /** A server works once it listens; all else has to print something and end well. */
    static void tryAlone(String command, String place, Path folder) {
        int port = Scene.freePort();
        Map<String, String> environment = FreshClone.environment(port, false);
        ConsolePlayer.starting();
        try (Program run = Program.command(environment, folder,
                List.of("bash", "-c", Console.onPort(command, port)))) {
            OrphanKiller.over(run.handle());
            if (!firstLine(run).matches(".* in ascolto .*|Le pagine sono su http.*")) {
                assertEquals(0, run.exit(), () -> place + command + " ends with this status; it"
                        + " prints " + run.errors() + run.rest());
            }
        } catch (AssertionError e) {
            throw new AssertionError(place + "«" + command + "» does not work alone; if it needs"
                    + " another program, show both as ```console blocks. " + e.getMessage(), e);
        }
    }

    private static String firstLine(Program run) {
        try {
            return run.line();
        } finally {
            ConsolePlayer.started();
        }
    }

    private static void check() {
        if (missing != null) {
            throw missing;
        }
    }
}
