package lesson.bench;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Clients that talk: each that asks keeps a number of messages under way, and sends the next as
 * soon as one is answered. Every message is accounted for, or the measure fails.
 */
abstract class Traffic implements Series.Measure {
    private static final int PATIENCE = 30;     // seconds until what is missing is lost

    final Request request;
    private final Recorder latencies = new Recorder(3);
    private final LongAdder received = new LongAdder();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean going = true;

    Traffic(Request request) {
        this.request = request;
    }

    /** Lets the clients begin. */
    abstract void start();

    /** Called before a client sends a message, with the message's number. */
    abstract void sent(LoadClient talker, long number);

    /** Called with the number of each right text that a client has received. */
    abstract void answered(LoadClient talker, long number);

    final void received(LoadClient talker, ByteBuf text) {
        if (request.answeredBy(text)) {
            received.increment();
            answered(talker, talker.heard++);
        } else {
            failed(new IllegalStateException("una risposta non è quella giusta"));
        }
    }

    final void failed(Throwable error) {
        drained.completeExceptionally(error);
    }

    final boolean going() {
        return going;
    }

    final void latency(long sentAt) {
        latencies.recordValue(System.nanoTime() - sentAt);
    }

    final void drained() {
        drained.complete(null);
    }

    @Override
    public final Figures measure(MeasuredServer server, double warm, double seconds)
            throws InterruptedException {
        start();
        pause(warm);
        latencies.reset();
        double cpu = server.cpu();
        long count = received.sum();
        long start = System.nanoTime();
        pause(seconds);
        long counted = received.sum() - count;
        long nanos = System.nanoTime() - start;
        Histogram seen = latencies.getIntervalHistogram();
        double spent = server.cpu() - cpu;
        going = false;
        try {
            drained.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("si è perso un messaggio", e);
        }
        return Figures.of(counted, nanos, seen, spent / Math.max(counted, 1), server.memory());
    }

    private void pause(double seconds) throws InterruptedException {
        try {
            drained.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;     // as it should be: nothing went wrong
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }
}
