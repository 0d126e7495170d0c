package lesson.bench;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"benchmark, table", "chat, broker"})
    void whatThePagesSayIsWhatTheRawNumbersDo(String folder, String place) throws IOException {
        var report = new Report(Report.read(FOLDER.resolve("results.json")));
        String english = Files.readString(FOLDER.resolveSibling(folder).resolve("README.md"));
        assertThat(english).contains("<!-- " + place + " -->");
        assertEquals(report.filled(english, Locale.ENGLISH), english);
        String italian = Files.readString(FOLDER.resolveSibling(folder).resolve("README.it.md"));
        assertThat(italian).contains("<!-- " + place + " -->");
        assertEquals(report.filled(italian, Locale.ITALY), italian);
    }

    @ParameterizedTest
    @CsvSource({"README.md, idle clients connected, messages a second",
        "README.it.md, client inattivi connessi, messaggi al secondo"})
    void everyPlotOfThePagesIsThereAndARunDrawsItInWords(String page, String across, String up,
            @TempDir Path drawn) throws IOException {
        new Report(Report.read(FOLDER.resolve("results.json"))).write(drawn);
        Matcher plots = Pattern.compile("\\(([a-z]+(\\.it)?\\.svg)\\)")
                .matcher(Files.readString(FOLDER.resolve(page)));
        List<String> names = plots.results().map(found -> found.group(1)).toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            assertTrue(Files.exists(FOLDER.resolve(name)), name);
            assertTrue(Files.exists(drawn.resolve(name)), name);    // fonts differ: not its bytes
            if (name.startsWith("quiet")) {
                assertThat(words(FOLDER.resolve(name))).isEqualTo(words(drawn.resolve(name)))
                        .contains("Java", "Node.js", across, up);
            }
        }
    }

    /** The texts of a drawing, which a reader can search and hear. */
    private static List<String> words(Path svg) throws IOException {
        return Pattern.compile("<text[^>]*>([^<]*)</text>").matcher(Files.readString(svg))
                .results().map(text -> text.group(1)).toList();
    }
}
