package lesson.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Recorder;

/**
 * Clients that lose their server all at once and come back, each some time after its loss, and
 * again if that fails.
 */
final class Return {
    private final Load load;
    private final int delay;
    private final boolean jitter;
    private final AtomicInteger missing;
    private final Recorder handshakes = new Recorder(3);
    private final CompletableFuture<Long> first = new CompletableFuture<>();
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private volatile MeasuredServer server;        // null until there is one again
    private volatile long last;

    /**
     * @param clients how many there are
     * @param delay milliseconds that each waits
     * @param jitter whether it waits any time up to a limit instead, which is the delay at first,
     *     doubles with each attempt and ends at ten times the delay, as in step 6
     */
    Return(Load load, int clients, int delay, boolean jitter) {
        this.load = load;
        this.delay = delay;
        this.jitter = jitter;
        missing = new AtomicInteger(clients);
    }

    /** Restarts the server on the same port, and waits until every client is back. */
    Figures measure(MeasuredServer lost, Subject side, int step, List<LoadClient> talkers)
            throws IOException, InterruptedException {
        talkers.forEach(talker -> talker.channel().closeFuture().addListener(
                closed -> later(0)));
        lost.cut();
        try (var again = MeasuredServer.start(side, step, lost.port())) {
            double cpu = again.cpu();
            server = again;
            Load.await(all);
            double spent = again.cpu() - cpu;
            return Figures.of(talkers.size(), last - first.join(),
                    handshakes.getIntervalHistogram(), spent / talkers.size(), again.memory());
        }
    }

    private void later(int attempt) {
        long limit = Math.min(10L * delay, (long) delay << Math.min(attempt, 10));
        load.later(jitter ? ThreadLocalRandom.current().nextLong(limit + 1) : delay,
                () -> attempt(attempt));
    }

    private void attempt(int attempt) {
        MeasuredServer there = server;
        if (there == null) {
            later(attempt + 1);
            return;
        }
        long start = System.nanoTime();
        first.complete(start);
        load.connect(there).opened.whenComplete((talker, error) -> {
            if (error != null) {
                later(attempt + 1);
                return;
            }
            last = System.nanoTime();
            handshakes.recordValue(last - start);
            if (missing.decrementAndGet() == 0) {
                all.complete(null);
            }
        });
    }
}
