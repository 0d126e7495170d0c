package lesson.support;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Prints lines on a thread of its own: whoever prints waits for nothing, neither for a terminal
 * that was stopped (Ctrl+S, a click into a Windows console) nor for a pipe that nobody reads.
 */
final class LinePrinter extends OutputStream {
    /** Bytes of lines that may wait; what comes beyond is counted, and not shown. */
    private static final int WAITING = 1 << 20;
    /** Milliseconds in which lines gather: waking a thread for each costs more than all the rest. */
    private static final long GATHER = 1;

    private final OutputStream out;
    private final LongFunction<byte[]> missing;
    private byte[] waiting = new byte[1 << 13];
    private int length;
    private long lost;
    private boolean idle;
    private boolean printing;

    /** @param missing makes the line that says how many were not shown */
    LinePrinter(OutputStream out, LongFunction<byte[]> missing) {
        this.out = out;
        this.missing = missing;
        var thread = new Thread(this::run, "lesson-printer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a line, with its end; or, of what is no line, a part. */
    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        if (length + count > WAITING) {
            lost++;
            return;
        }
        if (length + count > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(2 * waiting.length, length + count));
        }
        System.arraycopy(bytes, from, waiting, length, count);
        length += count;
        if (idle) {
            notifyAll();
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    private void run() {
        try {
            while (true) {
                out.write(next());
                TimeUnit.MILLISECONDS.sleep(GATHER);
            }
        } catch (IOException e) {
            giveUp();       // nobody will ever read it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        printing = false;
        notifyAll();
        while (length == 0 && lost == 0) {
            idle = true;
            wait();
        }
        idle = false;
        printing = true;
        byte[] lines = Arrays.copyOf(waiting, length);
        length = 0;
        if (lost > 0) {
            byte[] line = missing.apply(lost);
            lines = Arrays.copyOf(lines, lines.length + line.length);
            System.arraycopy(line, 0, lines, lines.length - line.length, line.length);
            lost = 0;
        }
        return lines;
    }

    private synchronized void giveUp() {
        length = WAITING;
        printing = false;
        notifyAll();
    }

    /** Waits until all is printed, for so many milliseconds at most. */
    synchronized void drain(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (length > 0 && length < WAITING || printing) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
