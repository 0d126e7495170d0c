package lesson.support.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * The lines that wait for a connection, in the order in which they were typed. A line leaves when
 * it has been handed to a connection; what was on its way when that one broke may be lost.
 */
public final class Outbox {
    /** Lines that are kept; whoever types more while the server is away loses the oldest. */
    static final int CAPACITY = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private Predicate<String> connection;

    /** Takes a line, and sends it at once where there is a connection. */
    public synchronized void add(String line) {
        lines.add(line);
        send();
        if (lines.size() > CAPACITY) {
            System.err.println("Più di " + CAPACITY + " righe in attesa: la più vecchia va persa: "
                    + lines.remove());
        }
    }

    /**
     * Sends all that waits, then each line as it comes.
     *
     * @param opened sends a line; false if it could not
     */
    public synchronized void open(Predicate<String> opened) {
        connection = opened;
        send();
    }

    /** From here on the lines wait. */
    public synchronized void close() {
        connection = null;
    }

    /**
     * Returns when there has been a connection and no line waits.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    public synchronized void drain() throws InterruptedException {
        while (connection == null || !lines.isEmpty()) {
            wait();
        }
    }

    private void send() {
        while (connection != null && !lines.isEmpty() && connection.test(lines.element())) {
            lines.remove();
        }
        notifyAll();
    }
}
