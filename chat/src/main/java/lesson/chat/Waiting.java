package lesson.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** One thread waits for Redis, so that nobody else has to; what is to be done there queues. */
final class Waiting {
    private static final int MOST = 1_000;

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(MOST);
    private final Executor thread = new ThreadPoolExecutor(1, 1, 0, SECONDS, queue);
    private volatile boolean away;

    /** @param otherwise what is done instead if that fails */
    private record Task(Runnable task, Runnable otherwise) implements Runnable {
        @Override
        public void run() {
            try {
                task.run();
            } catch (RuntimeException e) {
                otherwise.run();
            }
        }
    }

    /**
     * Does something when what came before it is done.
     *
     * @param otherwise what is done if that fails, too many wait, or Redis is away
     */
    void execute(Runnable task, Runnable otherwise) {
        if (away) {
            otherwise.run();
            return;
        }
        try {
            thread.execute(new Task(task, otherwise));
        } catch (RejectedExecutionException tooManyWait) {
            otherwise.run();
        }
    }

    boolean isAway() {
        return away;
    }

    /** Redis is away, and nothing waits for it any more; or it is not. */
    void isAway(boolean now) {
        away = now;
        if (away) {
            List<Runnable> waiting = new ArrayList<>();
            queue.drainTo(waiting);
            waiting.forEach(task -> ((Task) task).otherwise.run());
        }
    }
}
