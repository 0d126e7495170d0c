package lesson.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/**
 * Visitors that come one after the other: each connects, closes with 1000 as soon as its handshake
 * is done, and is replaced when the server has closed.
 */
final class Handshakes implements Series.Measure {
    private final Load load;
    private MeasuredServer server;
    private final Recorder handshakes = new Recorder(3);
    private final LongAdder count = new LongAdder();
    private final AtomicInteger visitors;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean going = true;

    /** @param atATime how many visitors are there at one time */
    Handshakes(Load load, int atATime) {
        this.load = load;
        visitors = new AtomicInteger(atATime);
    }

    @Override
    public Figures measure(MeasuredServer visited, double warm, double seconds)
            throws InterruptedException {
        server = visited;
        for (int i = visitors.get(); i > 0; i--) {
            next();
        }
        Thread.sleep((long) (warm * 1e3));
        handshakes.reset();
        double cpu = server.cpu();
        long before = count.sum();
        long start = System.nanoTime();
        Thread.sleep((long) (seconds * 1e3));
        long counted = count.sum() - before;
        long nanos = System.nanoTime() - start;
        var seen = handshakes.getIntervalHistogram();
        double spent = server.cpu() - cpu;
        going = false;
        Load.await(over);
        return Figures.of(counted, nanos, seen, spent / Math.max(1, counted), server.memory());
    }

    private void next() {
        long start = System.nanoTime();
        load.connect(server).opened.whenComplete((visitor, error) -> {
            if (error != null) {
                over.completeExceptionally(error);
                return;
            }
            handshakes.recordValue(System.nanoTime() - start);
            visitor.channel().closeFuture().addListener(closed -> ended());
            visitor.leave();
        });
    }

    private void ended() {
        count.increment();
        if (going) {
            next();
        } else if (visitors.decrementAndGet() == 0) {
            over.complete(null);
        }
    }
}
