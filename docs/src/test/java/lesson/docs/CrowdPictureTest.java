package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The picture in step 6 of clients that come back, and the program that draws it. It runs alone:
 * where its servers start slowly, jitter waits ever longer, up to 30 s.
 */
@Isolated
class CrowdPictureTest {
    private static final Pattern BAR = Pattern.compile("<title>(\\d+)</title>");

    @Test
    void thePictureShowsAThousandClientsAndJitterSpreadsThem() throws IOException {
        List<int[]> runs = runs(Files.readString(
                Node.DOCS.resolve("step6-reconnect/arrivals.svg")));
        runs.forEach(bars -> assertEquals(1_000, Arrays.stream(bars).sum()));
        int fixed = Arrays.stream(runs.get(0)).max().orElseThrow();
        int jitter = Arrays.stream(runs.get(1)).max().orElseThrow();
        assertTrue(fixed > 2 * jitter, fixed + " at once with a fixed delay, " + jitter
                + " with jitter: draw it again while nothing else runs");
    }

    @Test
    void whoDrawsItCountsEveryClientThatComesBack() {
        try (Program crowd = Node.run("step6-reconnect/crowd.js", "CLIENTS=5", "AWAY=0")) {
            crowd.exit();
            List<int[]> runs = runs(String.join("\n", crowd.rest()));
            assertEquals(List.of(5, 5), runs.stream().map(bars -> Arrays.stream(bars).sum())
                    .toList());
        }
    }

    /** Returns how many came in each bar, with a fixed delay and with jitter. */
    private static List<int[]> runs(String picture) {
        return Arrays.stream(picture.split("BACKOFF=(?=\\w+: )")).skip(1)
                .map(run -> BAR.matcher(run).results()
                        .mapToInt(bar -> Integer.parseInt(bar.group(1))).toArray())
                .toList();
    }
}
