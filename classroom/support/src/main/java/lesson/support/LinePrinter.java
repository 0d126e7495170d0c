package lesson.support;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Prints on a thread of its own: whoever prints waits for nothing, neither for a terminal that was
 * stopped (Ctrl+S, a click into a Windows console) nor for a pipe that nobody reads. Both streams
 * share it, so that their lines keep their order.
 */
final class LinePrinter {
    /** Bytes of lines that may wait; what comes beyond is counted, and not shown. */
    private static final int WAITING = 1 << 20;
    /** Milliseconds in which lines gather: a thread woken for each costs more than all else. */
    private static final long GATHER = 1;

    /** Bytes waiting, from which on nothing should be done that makes more lines. */
    private static final int ROOM = 64 * 1024;

    private final boolean lossless;
    private Deque<Piece> pieces = new ArrayDeque<>();
    private int waiting;
    private long lost;
    private boolean printing;

    /** What was printed in one go, mostly a line. */
    private record Piece(OutputStream out, byte[] bytes) {
    }

    /** @param lossless whether who prints waits where too much does, instead of losing lines */
    LinePrinter(boolean lossless) {
        this.lossless = lossless;
        var thread = new Thread(this::run, "lesson-printer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns a stream whose writes are taken at once, and go on to another one later. */
    OutputStream before(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(byte[] bytes, int from, int count) {
                take(new Piece(out, Arrays.copyOfRange(bytes, from, from + count)));
            }

            @Override
            public void write(int oneByte) {
                write(new byte[] {(byte) oneByte}, 0, 1);
            }
        };
    }

    private synchronized void take(Piece piece) {
        if (lossless) {
            awaitAtMost(WAITING);
        } else if (lost > 0 || waiting + piece.bytes.length > WAITING) {
            lost++;
            return;
        }
        pieces.add(piece);
        waiting += piece.bytes.length;
        if (!printing) {
            printing = true;
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                for (Piece piece : next()) {
                    print(piece);
                }
                TimeUnit.MILLISECONDS.sleep(GATHER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Piece piece) {
        try {
            piece.out.write(piece.bytes);
        } catch (IOException e) {
            // a pipe whose reader has gone: the other stream may still be read
        }
    }

    private synchronized Deque<Piece> next() throws InterruptedException {
        while (pieces.isEmpty()) {
            printing = false;
            notifyAll();
            wait();
        }
        Deque<Piece> taken = pieces;
        if (lost > 0) {
            String line = "(" + lost + " righe non mostrate: il terminale era fermo.)"
                    + System.lineSeparator();
            taken.add(new Piece(taken.getLast().out, line.getBytes(Terminal.OUT)));
            lost = 0;
        }
        pieces = new ArrayDeque<>();
        waiting = 0;
        notifyAll();
        return taken;
    }

    /** Waits until there is room for what the next line will bring. */
    synchronized void awaitRoom() {
        awaitAtMost(ROOM);
    }

    private void awaitAtMost(int bytes) {
        try {
            while (waiting > bytes) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all is printed, for so many milliseconds at most. */
    synchronized void drain(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (printing) {
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
