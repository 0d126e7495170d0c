package lesson.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lesson.testkit.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    @ParameterizedTest
    @ValueSource(strings = {"-Dstep=0", "-Dstep=7", "-Dstep=2-client", "-Dstep=true", "-Dstep=",
            "-Dx"})
    void aStepThatThereIsNotIsOneLineThatNamesThoseThereAre(String step) {
        try (Program steps = Program.java(Steps.class, step)) {
            assertEquals(2, steps.exit());
            assertEquals(List.of(), steps.rest());
            assertThat(steps.errors()).singleElement().asString()
                    .contains("1, 2, 3, 4, 5, 5-client, 6");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-Dstep=2 -Dexercise=2-1, Una cosa per volta: -Dstep e -Dexercise non vanno insieme.",
        "-Dstep=2 -Dbench=true, Una cosa per volta: -Dstep e -Dbench non vanno insieme.",
        "-Dstep=2 -Dtry=true, Quale esercizio?",
        "-Dhint=1, Quale esercizio?",
        "-Dstep=2 -Dchat=true, Una cosa per volta: -Dstep e -Dchat non vanno insieme.",
        "-Dchat=server, La chat «server» non c'è:",
        "-Dbench=, Quale passo?"})
    void whatIsNoRunOrTwoIsOneLine(String options, String said) {
        try (Program steps = Program.java(Steps.class, options.split(" "))) {
            assertEquals(2, steps.exit());
            assertThat(steps.errors()).singleElement().asString().startsWith(said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dexercise=2-1 -Dhint=1 -Dtry=true", "-Dbench=true",
            "-Dchat=true", "-Dchat=client"})
    void anExerciseTheBenchAndTheChatAreRunsToo(String options) {
        try (Program steps = Program.java(Steps.class, options.split(" "))) {
            assertEquals(0, steps.exit());
            assertEquals(List.of(), steps.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "5-client", "6"})
    void aStepThatThereIsRunsOnWithoutAWord(String step) {
        try (Program steps = Program.java(Steps.class, "-Dstep=" + step)) {
            assertEquals(0, steps.exit());
            assertEquals(List.of(), steps.rest());
            assertEquals(List.of(), steps.errors());
        }
    }
}
