package lesson.support.client;

import java.util.concurrent.ThreadLocalRandom;
import lesson.support.Settings;

/** How long a client that was left alone waits before it tries again. */
public enum Backoff {
    /** Always three seconds, as in the tutorial. */
    FIXED {
        @Override
        public long delay(int attempt) {
            return BASE;
        }
    },
    /**
     * Any time up to a limit that doubles with each attempt ("full jitter"): a thousand clients
     * that lost the same server don't come back in the same moment.
     */
    JITTER {
        @Override
        public long delay(int attempt) {
            long limit = Math.min(LIMIT, BASE << Math.min(attempt, 10));
            return ThreadLocalRandom.current().nextLong(limit + 1);
        }
    };

    /** Milliseconds: the fixed delay, and the first limit of the other. */
    static final long BASE = 3_000;
    /** Milliseconds beyond which no delay grows. */
    static final long LIMIT = 30_000;

    /**
     * Returns the time to wait.
     *
     * @param attempt how many attempts have failed since the last connection, from 0
     * @return milliseconds
     */
    public abstract long delay(int attempt);

    /**
     * Returns what {@code -Dbackoff} names, by default the fixed delay.
     *
     * @throws Settings.BadSettingException if it names none
     */
    public static Backoff setting() {
        return Settings.choice("backoff", "fixed", "jitter").equals("jitter") ? JITTER : FIXED;
    }
}
