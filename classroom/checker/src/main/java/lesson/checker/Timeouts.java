package lesson.checker;

/**
 * How long a check waits before it says that something does not come, in milliseconds.
 *
 * @param start that a program has to start; on a slow computer a JVM takes three seconds
 * @param silence that something may take when all that was said has been heard
 * @param hang without an answer to a ping, after which a program hangs
 */
public record Timeouts(long start, long silence, long hang) {
    /** With somebody who waits for the verdict, at a computer that may be busy. */
    public static final Timeouts INTERACTIVE = new Timeouts(30_000, 2_000, 15_000);
}
