package lesson.lab;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import lesson.testkit.Program;

/** Types numbered lines into a client, one after the other, whatever becomes of them. */
final class Typist extends Thread {
    /** Characters of a big line; an even number. */
    static final int BIG = 1 << 18;
    /** Characters of any other. */
    static final int SMALL = 40;
    /** Milliseconds between two lines. */
    private static final int PAUSE = 20;

    private final Program client;
    private long typed;
    private int fast;           // lines that come without a pause
    private int size = SMALL;   // and how long they are
    private boolean over;

    Typist(Program client) {
        super("typist");
        this.client = client;
        setDaemon(true);
    }

    /** Returns the text of a line: its number, its size, and what fills it up. */
    static String text(long number, int size) {
        String start = number + " " + size + " ";
        return start + "x".repeat(size - start.length());
    }

    @Override
    public void run() {
        try {
            for (String line = next(); line != null; line = next()) {
                client.type(line);
                TimeUnit.MILLISECONDS.sleep(inAHurry() ? 0 : PAUSE);
            }
            client.endInput();
        } catch (UncheckedIOException e) {
            // the client has ended, which others notice
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String next() {
        if (over) {
            return null;
        }
        typed++;
        if (fast == 0) {
            return text(typed, SMALL);
        }
        fast--;
        return text(typed, size);
    }

    private synchronized boolean inAHurry() {
        return fast > 0;
    }

    /** Returns the number of the last line, be it typed or just being typed. */
    synchronized long typed() {
        return typed;
    }

    /** Returns the number of the last line that comes in a hurry, or of the last one typed. */
    synchronized long announced() {
        return typed + fast;
    }

    /** Lets lines of this size come next, without a pause. Returns the number of the last one. */
    synchronized long typeFast(int lines, int each) {
        fast = lines;
        size = each;
        return typed + lines;
    }

    /** Lets no line come any more, and then the end of input. */
    synchronized void finish() {
        over = true;
    }
}
