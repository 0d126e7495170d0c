package lesson.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is what was measured. */
class ReportTest {
    private static final Path FOLDER = MeasuredServer.ROOT.resolve("docs/benchmark");

    private static Figures figures(double perSecond) {
        return new Figures(perSecond, 10, 20, 5, 1 << 20);
    }

    @Test
    void aRatioIsTheMedianOfTheRoundsAndNotARatioOfMedians() {
        var line = new Results.Line("x", "x", "x", 0,
                List.of(figures(10), figures(30), figures(20)),
                List.of(figures(20), figures(10), figures(20)));
        assertEquals(1.0, line.ratio(Figures::perSecond));
        assertEquals(20, line.java(Figures::perSecond));
    }

    @Test
    void theTablesOfThePagesAreTheOnesOfTheRawNumbers() throws IOException {
        var report = new Report(Report.read(FOLDER.resolve("results.json")));
        String english = Files.readString(FOLDER.resolve("README.md"));
        assertEquals(report.withTable(english, Locale.ENGLISH), english);
        String italian = Files.readString(FOLDER.resolve("README.it.md"));
        assertEquals(report.withTable(italian, Locale.ITALY), italian);
    }

    @Test
    void everyPlotOfThePagesIsThereAndARunDrawsIt(@TempDir Path drawn) throws IOException {
        new Report(Report.read(FOLDER.resolve("results.json"))).write(drawn);
        Matcher plots = Pattern.compile("\\(([a-z]+\\.svg)\\)")
                .matcher(Files.readString(FOLDER.resolve("README.md")));
        List<String> names = plots.results().map(found -> found.group(1)).toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            assertTrue(Files.exists(FOLDER.resolve(name)), name);
            assertTrue(Files.exists(drawn.resolve(name)), name);    // fonts differ: not its bytes
        }
    }
}
