package lesson.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lesson.testkit.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    @ParameterizedTest
    @ValueSource(strings = {"-Dstep=0", "-Dstep=7", "-Dstep=2-client", "-Dstep=true", "-Dstep=",
            "-Dx"})
    void aStepThatThereIsNotIsOneLineThatNamesThoseThereAre(String step) {
        try (Run run = Run.java(Steps.class, step)) {
            assertEquals(2, run.exit());
            assertEquals(List.of(), run.rest());
            List<String> errors = run.errors();
            assertEquals(1, errors.size(), errors::toString);
            assertTrue(errors.get(0).contains("1, 2, 3, 4, 5, 5-client, 6"), errors::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "5-client", "6"})
    void aStepThatThereIsRunsOnWithoutAWord(String step) {
        try (Run run = Run.java(Steps.class, "-Dstep=" + step)) {
            assertEquals(0, run.exit());
            assertEquals(List.of(), run.rest());
            assertEquals(List.of(), run.errors());
        }
    }
}
