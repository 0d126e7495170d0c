package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
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

    /** Its title is that of the step's page, and what it points at stands there line by line. */
    @ParameterizedTest
    @MethodSource("sheets")
    void aSheetHasTheNameOfItsPageAndComparesWithNodeJsInTheMinutesOfThePlan(Path sheet)
            throws IOException {
        String language = sheet.toString().endsWith(".it.md") ? ".it.md" : ".md";
        String text = read(sheet);
        Note page = Repository.onDisk().note("docs/" + sheet.resolveSibling("README" + language)
                .toString().replace('\\', '/'));
        assertEquals(List.of(page.all(Note.Kind.HEADING).get(0).text().replaceFirst(".*?: ", "")),
                found("^# .+: (.+)$", text));
        String beside = text.split("(?m)^## ")[3];
        List<String> minutes = found("^\\| ([0-9]+ \\| [0-9]+) \\| .*\\("
                + Pattern.quote(sheet.toString().replace('\\', '/')) + "\\) \\|$",
                read(sheet.getFileName()));
        assertEquals(minutes, Pattern.compile("(?m)^([0-9]+) (?:of the|dei) ([0-9]+) minut")
                .matcher(beside).results().map(of -> of.group(2) + " | " + of.group(1)).toList());
        List<String> cells = page.all(Note.Kind.CODE).stream()
                .filter(code -> !code.label().isEmpty()).map(Note.Part::text).toList();
        assertThat(found("`([^`]+)`", beside)).isNotEmpty().isSubsetOf(cells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test.md", "test.it.md"})
    void theTestHasThirtyPointsAndASolutionForEachQuestion(String page) throws IOException {
        String text = read(Path.of(page));
        List<String> points = found("^\\*\\*[0-9]+\\.\\*\\* \\(([0-9]) (?:points?|punt[oi])\\)",
                text);
        assertThat(points).hasSize(12);
        assertEquals(30, points.stream().mapToInt(Integer::parseInt).sum());
        assertEquals(points, found("^- \\*\\*(?:Full|Pieno)\\*\\* \\(([0-9])\\)", text));
        assertEquals(points.stream().map(all -> Integer.parseInt(all) / 2.0).toList(),
                found("^- \\*\\*(?:Half|Metà)\\*\\* \\(([0-9.,]+)\\)", text).stream()
                        .map(half -> Double.valueOf(half.replace(',', '.'))).toList());
        assertThat(found("^<!-- (true by) .+ -->$", text)).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("selfTests")
    void aSelfTestHasFiveAnswersFoldedAwayAndTestsBehindEach(Path page) throws IOException {
        String text = read(page);
        assertEquals(List.of("1", "2", "3", "4", "5"), found("^\\*\\*([0-9])\\.\\*\\* ", text));
        assertEquals(5, found("^(<details>)$", text).size());
        assertEquals(5, found("^(</details>)$", text).size());
        assertEquals(5, found("^<!-- (true by) .+ -->$", text).size());
    }
}
