package lesson.bench;

import org.HdrHistogram.Histogram;

/**
 * What one server showed in one turn.
 *
 * @param perSecond messages, deliveries or connections a second
 * @param p50 microseconds that half of them stayed below
 * @param p99 microseconds that 99 of 100 stayed below
 * @param cpu microseconds of the server's processor time that each of them cost
 * @param memory bytes of the server's memory that were resident at the end; 0 where the system
 *     does not tell
 */
record Figures(double perSecond, double p50, double p99, double cpu, long memory) {

    /**
     * Computes them.
     *
     * @param count how many there were
     * @param nanos in how long
     * @param latencies how long each took, in nanoseconds
     * @param work what the server spent on how many
     */
    static Figures of(long count, long nanos, Histogram latencies, double cpu, long memory) {
        return new Figures(count * 1e9 / nanos, latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3, cpu, memory);
    }
}
