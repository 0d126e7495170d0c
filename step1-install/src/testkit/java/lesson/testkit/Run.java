package lesson.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside the test, as a student's does in a terminal: what it prints comes
 * line by line, what it reads is typed. Closing ends it.
 */
public final class Run implements AutoCloseable {
    /** Seconds that anything may take before a test fails; far more than it needs. */
    public static final int PATIENCE = 30;
    private static final String END = "\0end";

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();

    private Run(ProcessBuilder builder) {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        collect(process.getInputStream(), out);
        collect(process.getErrorStream(), err);
    }

    private static void collect(InputStream stream, BlockingQueue<String> lines) {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        var thread = new Thread(() -> {
            try {
                reader.lines().forEach(lines::add);
            } catch (UncheckedIOException e) {
                // cut off while it was printing
            }
            lines.add(END);
        });
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Runs a main of the lesson with the class path of the test. It ends when the test's JVM does,
     * however that ends.
     *
     * @param main the class
     * @param options of the JVM, {@code -Dport=0} and the like
     */
    public static Run java(Class<?> main, String... options) {
        return java(Map.of(), main.getName(), options);
    }

    /** The same, in an environment of its own and by the name of the class. */
    public static Run java(Map<String, String> environment, String main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Most runs are over in a second: what pays later does not pay here.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                Leash.class.getName(), main));
        return command(environment, null, command);
    }

    /** Runs any command, in a folder or, where that is null, in the test's. */
    public static Run command(Map<String, String> environment, Path folder, List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        builder.directory(folder == null ? null : folder.toFile());
        return new Run(builder);
    }

    /** Returns the next line of standard output; the test fails if none comes. */
    public String line() {
        return next(out);
    }

    /** Returns the next line of standard error; the test fails if none comes. */
    public String error() {
        return next(err);
    }

    private String next(BlockingQueue<String> lines) {
        try {
            String line = lines.poll(PATIENCE, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                lines.add(END);
                throw new AssertionError((line == null ? "no line within " + PATIENCE + " s"
                        : "the program has ended") + "; out " + out + ", err " + err);
            }
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads standard output up to a line that is as expected. */
    public void until(String expected) {
        while (!line().equals(expected)) {
            // an earlier one
        }
    }

    /** Types a line. */
    public void type(String line) {
        write(line + "\n");
    }

    /** Types all there is to type, and ends standard input. */
    public void typeAll(String text) {
        write(text);
        endInput();
    }

    private void write(String text) {
        try {
            input.write(text);
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends standard input, as Ctrl+D does. */
    public void endInput() {
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal: TERM, INT, KILL, STOP or CONT. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the program has ended. Returns its exit status. */
    public int exit() {
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                throw new AssertionError("still runs; out " + out + ", err " + err);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what is left on standard output when the program has ended. */
    public List<String> rest() {
        return rest(out);
    }

    /** Returns what is left on standard error when the program has ended. */
    public List<String> errors() {
        return rest(err);
    }

    private List<String> rest(BlockingQueue<String> lines) {
        exit();
        List<String> rest = new ArrayList<>();
        try {
            for (String line = lines.poll(PATIENCE, TimeUnit.SECONDS); !END.equals(line);
                    line = lines.poll(PATIENCE, TimeUnit.SECONDS)) {
                rest.add(line);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        lines.add(END);
        return rest;
    }

    /** Returns the port that a server says it listens on, in its first line. */
    public int port() {
        String line = line();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
