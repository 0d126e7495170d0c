package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.checker.Exercise;
import lesson.checker.Stories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The teacher's pages and the self-tests: the minutes add up, and a test stands behind a claim. */
class TeachingTest {
    private static final Repository REPOSITORY = Repository.onDisk();

    private static String read(Path page) throws IOException {
        return Files.readString(Node.DOCS.resolve(page));
    }

    private static List<String> found(String form, String text) {
        return Pattern.compile(form, Pattern.MULTILINE).matcher(text).results()
                .map(result -> result.group(1)).toList();
    }

    private static Stream<Path> pages(String name) {
        return IntStream.rangeClosed(1, 6).boxed().flatMap(step ->
                Stream.of(".md", ".it.md").map(end -> Path.of(Pages.folder(step), name + end)));
    }

    static Stream<Path> selfTests() {
        return pages("selftest");
    }

    static Stream<Path> sheets() {
        return pages("teacher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher.md", "teacher.it.md"})
    void twoHoursHaveFiftyMinutesEachAndTheDayHasSixHours(String page) throws IOException {
        List<Integer> sums = Arrays.stream(read(Path.of(page)).split("(?m)^\\| --- .*$")).skip(1)
                .map(table -> found("^\\| ([0-9]+) \\|", table).stream()
                        .mapToInt(Integer::parseInt).sum())
                .toList();
        assertEquals(List.of(50, 50, 360), sums);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void aSheetTakesTheMinutesThatThePlanGivesIt(Path sheet) throws IOException {
        Path plan = sheet.getFileName();
        String row = "^\\| ([0-9]+) \\| .*\\(" + Pattern.quote(sheet.toString().replace('\\', '/'))
                + "\\) \\|$";
        List<String> minutes = found("^\\*\\*([0-9]+) minut[ei]s?\\.\\*\\*", read(sheet));
        assertEquals(1, minutes.size());
        assertEquals(minutes, found(row, read(plan)));
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void whoIsDoneEarlyIsGivenAnExerciseOfTheStep(Path sheet) throws IOException {
        List<String> given = found("-Dexercise=([1-6]-[1-3])", read(sheet));
        assertEquals(1, given.size());
        assertTrue(sheet.toString().startsWith("step" + given.get(0).charAt(0)));
        assertTrue(Stories.ALL.stream().map(Exercise::number).toList().containsAll(given));
    }

    @ParameterizedTest
    @MethodSource("selfTests")
    void aSelfTestHasFiveAnswersFoldedAwayAndTestsBehindEach(Path page) throws IOException {
        String text = read(page);
        assertEquals(List.of("1", "2", "3", "4", "5"), found("^\\*\\*([0-9])\\.\\*\\* ", text));
        assertEquals(5, found("^(<details>)$", text).size());
        assertEquals(5, found("^(</details>)$", text).size());
        List<String> behind = found("^<!-- true by (\\w+\\.\\w+(?:, \\w+\\.\\w+)*) -->$", text);
        assertEquals(5, behind.size());
        for (String tests : behind) {
            for (String test : tests.split(", ")) {
                assertTrue(exists(test), page + " names a test that there is not: " + test);
            }
        }
    }

    private static boolean exists(String test) {
        String[] parts = test.split("\\.");
        return REPOSITORY.files().stream()
                .filter(file -> file.matches(".*/src/test/java/.*/" + parts[0] + "\\.java"))
                .anyMatch(file -> REPOSITORY.text(file).contains("void " + parts[1] + "("));
    }

    @Test
    void bothLanguagesLeanOnTheSameTests() throws IOException {
        for (int step = 1; step <= 6; step++) {
            Path folder = Path.of(Pages.folder(step));
            String form = "true by (.+) -->$";
            assertEquals(found(form, read(folder.resolve("selftest.md"))),
                    found(form, read(folder.resolve("selftest.it.md"))));
        }
    }
}
