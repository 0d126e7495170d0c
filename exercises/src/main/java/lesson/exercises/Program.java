package lesson.exercises;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The student's program: what it prints is kept, what is typed reaches it. */
final class Program implements AutoCloseable {
    private final Process process;
    private final Lines out;
    private final Lines err;

    Program(ProcessBuilder command) throws IOException {
        command.environment().remove("JAVA_TOOL_OPTIONS");      // would print a line of its own
        process = command.start();
        out = new Lines(process.getInputStream());
        err = new Lines(process.getErrorStream());
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Waits for a line of standard output, looked for behind the last one that was found. */
    String line(Predicate<String> wanted, long millis) throws InterruptedException {
        return out.next(wanted, millis);
    }

    /** Waits for a line of standard error, looked for behind the last one that was found. */
    String error(Predicate<String> wanted, long millis) throws InterruptedException {
        return err.next(wanted, millis);
    }

    /** Returns what came on standard error so far. */
    List<String> errors() {
        return err.all();
    }

    /** Returns the last line of standard output behind the last one that was found, or null. */
    String lastLine() {
        return out.last();
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the end; whether it came. */
    boolean ended(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS)
                && out.ended(millis) && err.ended(millis);
    }

    int status() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The lines of a stream, as they come. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private int seen;
        private boolean ended;

        Lines(InputStream stream) {
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var thread = new Thread(() -> {
                try {
                    reader.lines().forEach(this::add);
                } catch (UncheckedIOException e) {
                    // cut off while it was printing
                }
                end();
            });
            thread.setDaemon(true);
            thread.start();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String last() {
            return seen == lines.size() ? null : lines.get(lines.size() - 1);
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        synchronized boolean ended(long millis) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (!ended && deadline > System.nanoTime()) {
                wait(millis);
            }
            return ended;
        }

        /** Returns null if no such line has come in time, or none can come any more. */
        synchronized String next(Predicate<String> wanted, long millis)
                throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (int i = seen; ; i++) {
                while (i == lines.size()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (ended || left <= 0) {
                        return null;
                    }
                    wait(left);
                }
                if (wanted.test(lines.get(i))) {
                    seen = i + 1;
                    return lines.get(i);
                }
            }
        }
    }
}
