package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import lesson.checker.Exercise;
import lesson.checker.Stories;
import lesson.checker.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of the exercises says what they are. */
class ExercisesPageTest {
    @ParameterizedTest
    @CsvSource({"EN, exercises.md, side by side", "IT, exercises.it.md, a confronto"})
    void theListHasEachExerciseWithItsTitleItsFileItsMinutesAndItsNodeSide(Texts texts,
            String page, String link) throws IOException {
        List<String> rows = Files.readAllLines(Node.DOCS.resolve(page)).stream()
                .filter(line -> line.matches("\\| [1-7]-[1-3] .*"))
                .map(line -> line.replaceAll("^(.* \\| [0-9]+ \\|)[^|]*\\|", "$1")).toList();
        assertEquals(Stories.ALL.stream().map(exercise -> row(exercise, texts, link)).toList(),
                rows);
    }

    private static String row(Exercise exercise, Texts texts, String link) {
        String node = Pages.folder(exercise.number().charAt(0) - '0')
                + "/exercise-" + exercise.number() + ".js";
        return "| %s | [%s](../%s) | %d | %s |".formatted(exercise.number(),
                texts.say(exercise.number() + ".title"), exercise.file(), exercise.minutes(),
                Files.exists(Node.DOCS.resolve(node)) ? "[" + link + "](" + node + ")" : "");
    }
}
