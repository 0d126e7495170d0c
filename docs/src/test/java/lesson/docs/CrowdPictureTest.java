package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The picture in step 6 of clients that come back, and the program that draws it. It runs alone:
 * where its servers start slowly, jitter waits ever longer, up to 30 s.
 */
@Isolated
class CrowdPictureTest {
    private static final String ENGLISH = "step6-reconnect/arrivals.svg";
    private static final String ITALIAN = "step6-reconnect/arrivals.it.svg";
    private static final String DRAWS = "step6-reconnect/crowd.js";
    private static final Pattern BAR = Pattern.compile("<title>(\\d+)</title>");

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, ITALIAN})
    void thePictureShowsAThousandClientsAndJitterSpreadsThem(String picture) throws IOException {
        List<int[]> runs = runs(Files.readString(Node.DOCS.resolve(picture)));
        assertEquals(2, runs.size());
        runs.forEach(bars -> assertEquals(1_000, Arrays.stream(bars).sum()));
        int fixed = Arrays.stream(runs.get(0)).max().orElseThrow();
        int jitter = Arrays.stream(runs.get(1)).max().orElseThrow();
        assertTrue(fixed > 2 * jitter, fixed + " at once with a fixed delay, " + jitter
                + " with jitter: draw it again while nothing else runs");
    }

    @Test
    void whoDrawsItCountsEveryClientThatComesBack() {
        try (Program crowd = Node.run(DRAWS, "CLIENTS=5", "AWAY=0")) {
            crowd.exit();
            List<int[]> runs = runs(String.join("\n", crowd.rest()));
            assertEquals(List.of(5, 5), runs.stream().map(bars -> Arrays.stream(bars).sum())
                    .toList());
        }
    }

    /** The same figures in both, as the program that measured them draws them today. */
    @ParameterizedTest
    @CsvSource({ENGLISH + ", en", ITALIAN + ", it"})
    void thePicturesAreDrawnOfTheSameFigures(String picture, String lang) throws IOException {
        Node.check("ws");
        try (Program crowd = Program.command(Map.of(), Node.DOCS,
                List.of("node", DRAWS, ENGLISH, lang))) {
            assertEquals(0, crowd.exit());
            assertEquals(Files.readAllLines(Node.DOCS.resolve(picture)), crowd.rest());
        }
    }

    /** Returns how many came in each bar, with a fixed delay and with jitter. */
    private static List<int[]> runs(String picture) {
        return Arrays.stream(picture.split("<g class=\"run ")).skip(1)
                .map(run -> BAR.matcher(run).results()
                        .mapToInt(bar -> Integer.parseInt(bar.group(1))).toArray())
                .toList();
    }
}
