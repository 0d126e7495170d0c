package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestInfo;

/**
 * An entry of troubleshooting.md or its Italian twin.
 *
 * @param heading what the trouble is called
 * @param symptoms what shows, in the order of the page; each is some lines in a row
 * @param test the test that provokes it; empty in the last section, of what can't be provoked here
 */
record Trouble(String heading, List<List<String>> symptoms, String test) {
    static final List<String> PAGES = List.of("troubleshooting.md", "troubleshooting.it.md");

    private static final Pattern ENTRY = Pattern.compile("(?ms)^### (.*?)$(.*?)(?=^##|\\z)");
    private static final Pattern SYMPTOM = Pattern.compile("(?ms)^```text$\n(.*?)^```$");
    private static final Pattern TEST = Pattern.compile("(?m)^Test: `(\\w+\\.\\w+)`$");
    private static final Pattern UNTESTED = Pattern.compile(
            "(?m)^## (Without a test|Senza un test)$");

    /** What varies: ports, all addresses as the system writes them, threads' numbers, times. */
    private static final Pattern VARIES = Pattern.compile(
            "(?<=localhost:|127\\.0\\.0\\.1:|::1\\]:|[Pp]orta |-Dport=|Selector-)[0-9]+"
            + "|(?<=in use )(:::|0\\.0\\.0\\.0:)[0-9]+"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    /** Reads the entries of a page. */
    static List<Trouble> of(String page) {
        String text = text(page);
        var untested = UNTESTED.matcher(text);
        assertTrue(untested.find(), page);
        return ENTRY.matcher(text).results().map(entry -> {
            List<String> tests = TEST.matcher(entry.group(2)).results().map(t -> t.group(1))
                    .toList();
            assertEquals(entry.start() < untested.start() ? 1 : 0, tests.size(),
                    page + ", " + entry.group(1) + ": tests " + tests);
            return new Trouble(entry.group(1), SYMPTOM.matcher(entry.group(2)).results()
                    .map(symptom -> symptom.group(1).lines().toList()).toList(),
                    String.join("", tests));
        }).toList();
    }

    static String text(String page) {
        try {
            return Files.readString(Node.DOCS.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asserts that a trouble shows as both pages say.
     *
     * @param test the test, whose name stands in the entry
     * @param seen what showed, for each symptom of the entry the lines that it must stand in
     */
    @SafeVarargs
    static void shows(TestInfo test, List<String>... seen) {
        String name = test.getTestClass().orElseThrow().getSimpleName() + "."
                + test.getTestMethod().orElseThrow().getName();
        for (String page : PAGES) {
            Trouble trouble = of(page).stream().filter(t -> t.test.equals(name)).findAny()
                    .orElseThrow(() -> new AssertionError(page + " has no entry for " + name));
            assertEquals(seen.length, trouble.symptoms.size(), page + ", symptoms of " + name);
            for (int i = 0; i < seen.length; i++) {
                List<String> symptom = shape(trouble.symptoms.get(i));
                List<String> lines = shape(seen[i]);
                assertTrue(!symptom.isEmpty()
                        && Collections.indexOfSubList(lines, symptom) >= 0, () -> page + ", "
                        + trouble.heading + ": " + symptom + " does not stand in " + lines);
            }
        }
    }

    private static List<String> shape(List<String> lines) {
        return lines.stream().map(line -> VARIES.matcher(line).replaceAll("…")).toList();
    }
}
