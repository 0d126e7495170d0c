package lesson.reconnect;

import jakarta.websocket.ClientEndpoint;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits any time up to a limit that doubles with each attempt ("full jitter"): a thousand clients
 * that lost the same server don't come back in the same moment.
 */
@ClientEndpoint
public class JitterClient extends ReconnectingClient {
    private static final long FIRST = 3_000;
    private static final long LONGEST = 30_000;

    @Override
    protected long delay(int attempt) {
        long limit = Math.min(LONGEST, FIRST << Math.min(attempt, 10));
        return ThreadLocalRandom.current().nextLong(limit + 1);
    }
}
