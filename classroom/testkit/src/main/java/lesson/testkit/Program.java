package lesson.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A program that runs beside this one, as a student's does in a terminal: what it prints comes
 * line by line, what it reads is typed. Closing kills it, and so does the end of this JVM.
 */
public final class Program implements AutoCloseable {
    /**
     * Seconds after which what a test waits for counts as never to come. It says "hangs", not
     * "slow": a machine may do much else, and Maven may have to download.
     */
    public static final int TIMEOUT = 300;

    /**
     * For a Maven that runs for seconds: it is over before the second compiler has paid for
     * itself, and a seventh of its time goes to verifying its own classes.
     */
    public static final String MAVEN_OPTS = "-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    /** Variables that make a JVM print a line of its own before the program's first. */
    private static final List<String> SPEAK_FIRST =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /**
     * What resets SIGINT for a program: a script's background job is started with it ignored, and
     * so is all that starts from there. Empty where nothing has to be reset; null where it can't
     * be.
     */
    private static final List<String> INTERRUPTIBLE = interruptible();

    private final Process process;
    private final Writer input;
    private final Output out;
    private final Output err;
    private final Thread killer;

    private static List<String> interruptible() {
        List<String> reset = List.of("env", "--default-signal=INT");
        try {
            if (run(List.of("sh", "-c", "kill -INT $$")) != 0) {    // killed, as it should be
                return List.of();
            }
            return run(List.of("env", "--default-signal=INT", "true")) == 0 ? reset : null;
        } catch (IOException e) {
            return List.of();       // no Unix
        }
    }

    private static int run(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Program(ProcessBuilder builder) throws IOException {
        process = builder.start();
        killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        out = new Output(process.getInputStream());
        err = new Output(process.getErrorStream());
    }

    /**
     * Starts a command.
     *
     * @param builder the command; variables that make a JVM speak are taken from its environment
     * @throws IOException if there is no such command
     */
    public static Program start(ProcessBuilder builder) throws IOException {
        builder.environment().keySet().removeAll(SPEAK_FIRST);
        builder.environment().putIfAbsent("MAVEN_OPTS", MAVEN_OPTS);
        if (INTERRUPTIBLE != null) {
            List<String> command = new ArrayList<>(INTERRUPTIBLE);
            command.addAll(builder.command());
            builder.command(command);
        }
        return new Program(builder);
    }

    /** Starts a command in a folder or, where that is null, in that of this program. */
    public static Program command(Map<String, String> environment, Path folder,
            List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(folder == null ? null : folder.toFile());
        builder.environment().putAll(environment);
        try {
            return start(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a main with the class path of the test. It ends when the test's JVM does, however
     * that ends.
     *
     * @param main the class
     * @param options of the JVM, {@code -Dport=0} and the like
     */
    public static Program java(Class<?> main, String... options) {
        return java(Map.of(), main.getName(), options);
    }

    /** The same, in an environment of its own and by the name of the class. */
    public static Program java(Map<String, String> environment, String main, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-cp", System.getProperty("java.class.path"),
                EndsWithParent.class.getName(), main));
        return command(environment, null, javaCommand(all));
    }

    /**
     * Returns the command for the Java of this JVM, made to start quickly: most programs here are
     * over in a second, and what pays later does not pay. It keeps no figures of itself in a file
     * with the number of its process: who has had that number may still hold it, and the JVM would
     * say so on standard output.
     *
     * @param arguments options, class path and class
     */
    public static List<String> javaCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(arguments);
        return command;
    }

    /** Returns the next line of standard output; the test fails if none comes. */
    public String line() {
        return next(out);
    }

    /** Returns the next line of standard error; the test fails if none comes. */
    public String error() {
        return next(err);
    }

    private String next(Output output) {
        return output.find(line -> true, TIMEOUT * 1000L).orElseThrow(() -> new AssertionError(
                (output.isOver(0) ? "the program has ended" : "no line within " + TIMEOUT + " s")
                        + "; " + this));
    }

    /** Reads standard output up to a line that is as expected; the test fails if it never comes. */
    public void until(String expected) {
        while (!line().equals(expected)) {
            // an earlier one
        }
    }

    /** Reads standard error up to a line that is as expected. Returns all that it has read. */
    public List<String> errorsUntil(String expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT);
        List<String> lines = new ArrayList<>();
        while (!lines.contains(expected)) {
            lines.add(error());
            if (System.nanoTime() > deadline) {     // others may go on for ever
                throw new AssertionError("never «" + expected + "», but " + lines);
            }
        }
        return lines;
    }

    /**
     * Looks for a line of standard output, behind the last one that was found.
     *
     * @param millis how long it may take to come, in milliseconds
     * @return the line; empty if it has not come in time or can't come any more, and then no line
     *     counts as read
     */
    public Optional<String> findLine(Predicate<String> wanted, long millis) {
        return out.find(wanted, millis);
    }

    /** Looks for a line of standard error, as {@link #findLine} does on standard output. */
    public Optional<String> findError(Predicate<String> wanted, long millis) {
        return err.find(wanted, millis);
    }

    /** Returns the newest line of standard output that has not been read, if there is one. */
    public Optional<String> lastLine() {
        return out.last();
    }

    /** Returns every line of standard error so far, read or not. */
    public List<String> errorsSoFar() {
        return err.all();
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

    /** Sends a signal: TERM, INT, KILL, STOP or CONT. After STOP, nothing runs any more. */
    public void signal(String name) {
        signal(name, Stream.of(handle()));
        if (name.equals("STOP")) {
            awaitStopped();
        }
    }

    /** On a busy machine it takes until one thread has its turn; so long the others go on. */
    private void awaitStopped() {
        Path threads = Path.of("/proc/" + process.pid() + "/task");
        while (Files.exists(threads) && !allStopped(threads)) {
            Thread.yield();
        }
    }

    private static boolean allStopped(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                // "12345 (name of the thread) T …": its state
                if (!Files.readString(thread.resolve("stat")).matches("(?s).*\\) [Tt] .*")) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;       // a thread has just ended
        }
    }

    /**
     * Sends a signal to processes, of which some may just have ended.
     *
     * @throws TestAbortedException if it is INT and would be ignored, for no fault of theirs
     */
    public static void signal(String name, Stream<ProcessHandle> processes) {
        if (name.equals("INT") && INTERRUPTIBLE == null) {
            throw new TestAbortedException("SIGINT is ignored where these tests were started, and"
                    + " there is no env --default-signal: start them in a terminal");
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.map(process -> Long.toString(process.pid())).forEach(command::add);
        if (command.size() > 2) {
            try {
                run(command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits until the program has ended. Returns its exit status; the test fails if it goes on. */
    public int exit() {
        if (!waitFor(TIMEOUT * 1000L)) {
            throw new AssertionError("still runs; " + this);
        }
        return process.exitValue();
    }

    /**
     * Waits until the program has ended and all that it printed is here.
     *
     * @param millis how long, in milliseconds
     * @return whether it has
     */
    public boolean hasEnded(long millis) {
        return waitFor(millis) && out.isOver(millis) && err.isOver(millis);
    }

    private boolean waitFor(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
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

    private List<String> rest(Output output) {
        exit();
        if (!output.isOver(TIMEOUT * 1000L)) {
            throw new AssertionError("somebody keeps its output open; " + this);
        }
        return output.rest();
    }

    /** Returns the port that a server says it listens on, in its first line. */
    public int port() {
        String line = line();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** Returns the process, for its id, its descendants and its processor time. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        waitFor(TIMEOUT * 1000L);
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // this JVM is ending, and runs it already
        }
    }

    @Override
    public String toString() {
        return "out " + out.rest() + ", err " + err.rest();
    }

    /** The lines of a stream, as they come. */
    private static final class Output {
        private final List<String> lines = new ArrayList<>();
        private int read;
        private boolean over;

        Output(InputStream stream) {
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
            over = true;
            notifyAll();
        }

        synchronized Optional<String> find(Predicate<String> wanted, long millis) {
            long deadline = deadline(millis);
            for (int i = read; i < lines.size() || awaitChange(deadline); i++) {
                if (wanted.test(lines.get(i))) {
                    read = i + 1;
                    return Optional.of(lines.get(i));
                }
            }
            return Optional.empty();
        }

        /** Waits for one more line. Returns false where none has come in time or can come. */
        private boolean awaitChange(long deadline) {
            int before = lines.size();
            while (lines.size() == before && !over && await(deadline)) {
                // woken for nothing
            }
            return lines.size() > before;
        }

        synchronized boolean isOver(long millis) {
            long deadline = deadline(millis);
            while (!over && await(deadline)) {
                // a line, not yet the end
            }
            return over;
        }

        private static long deadline(long millis) {
            return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }

        /** Waits for something to happen. Returns false where the time is over. */
        private boolean await(long deadline) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        synchronized Optional<String> last() {
            return read == lines.size() ? Optional.empty()
                    : Optional.of(lines.get(lines.size() - 1));
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        synchronized List<String> rest() {
            return List.copyOf(lines.subList(read, lines.size()));
        }
    }
}
