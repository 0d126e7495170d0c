package lesson.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import lesson.testkit.Program;

/**
 * 200 clients of one server, 60 % of them well-behaved, and the book of who has said how much. A
 * connection of a well-behaved client is a life; each life numbers what it says from 1.
 */
final class Crowd implements AutoCloseable {
    private static final int CLIENTS = 200;

    final Dialect dialect;
    final int port;
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicIntegerArray said = new AtomicIntegerArray(1 << 16);
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SoakClient> clients = new ArrayList<>();
    private final Set<SoakClient> here = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile CountDownLatch home;
    private volatile boolean late;

    /** @param seed each client draws all its choices from it, whatever the others do */
    Crowd(Dialect dialect, int port, long seed) {
        this.dialect = dialect;
        this.port = port;
        var random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            var own = new Random(random.nextLong());
            clients.add(random.nextInt(10) < 6 ? new PoliteClient(this, own)
                    : new RudeClient(this, own));
        }
    }

    /** One client: it comes and goes in steps, with pauses in between. */
    abstract static class SoakClient {
        final Crowd crowd;
        final Random random;

        SoakClient(Crowd crowd, Random random) {
            this.crowd = crowd;
            this.random = random;
        }

        /** The first step of a visit; {@link #goes} is the last. */
        abstract void comes();

        /** Told when it is late, for whom a step might take long. */
        void hurry() {
            // it will look at the clock itself
        }

        final void goes() {
            if (crowd.late) {
                crowd.here.remove(this);
                crowd.home.countDown();
            } else {
                after(2000, this::comes);
            }
        }

        /** Takes a step after less than so many milliseconds, in a thread that it may block. */
        final void after(int milliseconds, Runnable step) {
            crowd.clock.schedule(() -> now(step), random.nextInt(milliseconds),
                    TimeUnit.MILLISECONDS);
        }

        final void now(Runnable step) {
            crowd.threads.execute(() -> {
                try {
                    step.run();
                } catch (RuntimeException | AssertionError e) {
                    crowd.failures.add(this + ": " + e);
                    crowd.failed.countDown();
                }
            });
        }
    }

    /** All come, stay for a while, and go home when it is late. */
    void stay(int seconds) throws InterruptedException {
        late = false;
        home = new CountDownLatch(CLIENTS);
        here.addAll(clients);
        clients.forEach(client -> client.after(2000, client::comes));
        failed.await(seconds, TimeUnit.SECONDS);
        late = true;
        clients.forEach(SoakClient::hurry);
        boolean all = home.await(failures.isEmpty() ? Program.TIMEOUT : 0, TimeUnit.SECONDS);
        check(failures.isEmpty(), "first of all: " + failures.stream().limit(5).toList());
        check(all, "not home: " + here);
    }

    boolean isLate() {
        return late;
    }

    /** Begins a life. Returns its number. */
    int born() {
        return lives.getAndIncrement();
    }

    /** A life is about to say something. Returns the number of what it says. */
    int says(int life) {
        return said.incrementAndGet(life);
    }

    /** Returns how much each life has said, or is about to say. */
    int[] said() {
        int[] now = new int[lives.get()];
        for (int life = 0; life < now.length; life++) {
            now[life] = said.get(life);
        }
        return now;
    }

    void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    void longest(String what, long time) {
        counts.merge(what, time, Math::max);
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    static void check(boolean good, String problem) {
        if (!good) {
            throw new AssertionError(problem);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
