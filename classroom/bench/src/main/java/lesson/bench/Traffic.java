package lesson.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Clients that talk. Every message is accounted for, or the measure fails. */
abstract class Traffic implements Series.Measure {
    private static final int PATIENCE = 30;     // seconds until what is missing is lost

    private final Recorder latencies = new Recorder(3);
    private final LongAdder received = new LongAdder();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean going = true;

    /** Lets the clients begin. */
    abstract void start() throws InterruptedException;

    /** A client has received a text: it is counted, or wrong. */
    abstract void received(LoadClient talker, ByteBuf text);

    final void counted() {
        received.increment();
    }

    final void isWrong(ByteBuf text) {
        failed(new IllegalStateException("una risposta non è quella giusta: "
                + text.toString(StandardCharsets.UTF_8)));
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
        return measure(List.of(server), warm, seconds);
    }

    /** The same, where several servers are one to the clients. */
    final Figures measure(List<MeasuredServer> servers, double warm, double seconds)
            throws InterruptedException {
        start();
        pause(warm);
        latencies.reset();
        double cpu = cpu(servers);
        long count = received.sum();
        long start = System.nanoTime();
        pause(seconds);
        long counted = received.sum() - count;
        long nanos = System.nanoTime() - start;
        Histogram seen = latencies.getIntervalHistogram();
        double spent = cpu(servers) - cpu;
        going = false;
        try {
            drained.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("si è perso un messaggio", e);
        }
        return Figures.of(counted, nanos, seen, spent / Math.max(counted, 1),
                servers.stream().mapToLong(MeasuredServer::memory).sum());
    }

    private static double cpu(List<MeasuredServer> servers) {
        return servers.stream().mapToDouble(MeasuredServer::cpu).sum();
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
