package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the notes has drifted from what they speak of. */
class NotesTest {
    private static final Repository REPOSITORY = Repository.onDisk();

    private static void none(List<String> complaints) {
        assertEquals("", String.join("\n", complaints));
    }

    @Test
    void everyBlockOfCodeStandsInItsSourceAndEveryDiffIsReal() {
        none(SourceBlocks.complaints(REPOSITORY));
    }

    @Test
    void everyLinkAnchorImageAndFileIsThere() {
        none(Links.complaints(REPOSITORY));
    }

    @Test
    void englishAndItalianSayTheSame() {
        none(Translations.complaints(REPOSITORY));
    }

    @Test
    void everyStepHasItsPageInTheOneOrder() {
        none(StepPages.complaints(REPOSITORY));
    }

    @Test
    void everyStepShowsOneProgramThreeTimes() {
        none(Versions.complaints(REPOSITORY));
    }

    @Test
    void whatIsSaidOfBehaviourNamesItsTests() {
        none(Proofs.complaints(REPOSITORY));
    }

    /** What a cell leaves out is an ellipsis there. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.it.md"})
    void whatTheTableAtAGlanceCallsJavaStandsInAClassOfAStep(String readme) {
        String lesson = REPOSITORY.files().stream()
                .filter(file -> file.matches("step[1-6]-[a-z]+/(pom.xml|src/main/.*)"))
                .map(REPOSITORY::text).collect(Collectors.joining("\n"));
        String table = REPOSITORY.text(readme).split("(?m)^\\| Node.js \\| Java \\|.*$")[1];
        List<String> cells = table.lines().filter(row -> row.startsWith("| `"))
                .map(row -> row.split(" \\| ")[1]).toList();
        assertThat(cells).hasSize(9);
        assertThat(cells).flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results()
                        .map(code -> code.group(1)).toList())
                .filteredOn(code -> !code.equals("pom.xml"))
                .allSatisfy(code -> assertThat(lesson).containsSubsequence(code.split("…")));
    }

    @Test
    void everyConsoleCanBePlayed() {
        none(ConsoleExample.complaints(REPOSITORY));
    }
}
