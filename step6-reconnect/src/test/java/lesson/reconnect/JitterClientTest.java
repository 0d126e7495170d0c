package lesson.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitterClientTest {
    @Test
    void theFixedDelayIsThatOfTheTutorialAtEachAttempt() {
        var client = new ReconnectingClient();
        for (int attempt : new int[] {0, 1, 10, 1_000_000, Integer.MAX_VALUE}) {
            assertEquals(3_000, client.delay(attempt));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3000", "1, 6000", "2, 12000", "3, 24000", "4, 30000", "100, 30000",
            "2147483647, 30000"})
    void fullJitterTakesAnyTimeUpToALimitThatDoubles(int attempt, long limit) {
        var client = new JitterClient();
        var delays = LongStream.generate(() -> client.delay(attempt)).limit(10_000)
                .summaryStatistics();
        assertThat(delays.getMin()).isNotNegative();
        assertThat(delays.getMax()).isLessThanOrEqualTo(limit);
        // Spread over the whole: the mean of 10,000 is off by a twentieth once in a lifetime.
        assertEquals(limit / 2.0, delays.getAverage(), limit / 20.0);
        assertThat((double) delays.getMax()).isGreaterThan(limit * 0.99);
    }
}
