package lesson.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** One thread waits for Redis, so that nobody else has to; what is to be done there queues. */
final class Waiting {
    private static final int MOST = 1_000;

    private final Executor thread =
            new ThreadPoolExecutor(1, 1, 0, SECONDS, new ArrayBlockingQueue<>(MOST));

    /**
     * Does something when what came before it is done.
     *
     * @param otherwise what is done if that fails, or too many wait
     */
    void execute(Runnable task, Runnable otherwise) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    otherwise.run();
                }
            });
        } catch (RejectedExecutionException tooManyWait) {
            otherwise.run();
        }
    }
}
