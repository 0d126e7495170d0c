package lesson.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A Redis on a port and in a folder of its own. It answers only when what it was told is on the
 * disk, so that it may be killed.
 */
public final class Redis implements AutoCloseable {
    private final Path folder;
    private final int port = Scene.freePort();
    private Program program;

    /**
     * Starts it.
     *
     * @throws TestAbortedException if there is no redis-server; in CI that is a failure
     */
    public Redis() {
        try {
            folder = Files.createTempDirectory("redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Returns whether it can be started on this machine. */
    public static boolean isThere() {
        try (var version = Program.command(Map.of(), Path.of("."),
                List.of("redis-server", "--version"))) {
            return version.exit() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Starts it again, with what it had written. */
    public void start() {
        try {
            program = Program.command(Map.of(), folder, List.of("redis-server", "--port",
                    "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes",
                    "--appendfsync", "always"));
        } catch (UncheckedIOException e) {
            String missing = "redis-server is needed: install Debian's redis-server";
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing, e);
            }
            throw new TestAbortedException(missing, e);
        }
        program.findLine(line -> line.contains("Ready to accept connections"),
                Program.TIMEOUT * 1000L).orElseThrow(() -> new AssertionError(program));
    }

    /** Sends it a signal: KILL, STOP or CONT. */
    public void signal(String name) {
        program.signal(name);
        if (name.equals("KILL")) {
            program.exit();
        }
    }

    /** Returns where it is, as the setting {@code redis} wants it. */
    public URI url() {
        return URI.create("redis://localhost:" + port);
    }

    /** Kills it, and deletes what it had written. */
    @Override
    public void close() {
        program.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
