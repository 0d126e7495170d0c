package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lesson.checker.Exercise;
import lesson.checker.Stories;
import lesson.checker.StudentProgram;
import lesson.checker.Texts;
import lesson.checker.Timeouts;
import lesson.checker.Verdict;
import lesson.testkit.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an exercise has a Node.js side, it does what the Java one must. */
class ExercisesInNodeTest {
    private static final long PATIENCE = 1_000L * Program.TIMEOUT;
    private static final Timeouts PATIENT = new Timeouts(PATIENCE, PATIENCE, PATIENCE);

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(Node.DOCS, 2)) {
            return files.filter(file -> file.getFileName().toString()
                    .matches("exercise-.*\\.js")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theSolutionInNodePassesTheSameCheck(Path script) throws Exception {
        String number = script.getFileName().toString().replaceAll("exercise-(.*)\\.js", "$1");
        Exercise exercise = Stories.ALL.stream().filter(e -> e.number().equals(number)).findFirst()
                .orElseThrow();
        assertEquals(number.charAt(0), script.getParent().getFileName().toString().charAt(4));
        StudentProgram student = settings -> {
            ProcessBuilder command = Node.command(script.toString());
            settings.forEach((name, value) ->
                    command.environment().put(name.toUpperCase(), value));
            return command;
        };
        Verdict verdict = exercise.check(student, Texts.IT, PATIENT);
        assertTrue(verdict.passed(), verdict::toString);
    }
}
