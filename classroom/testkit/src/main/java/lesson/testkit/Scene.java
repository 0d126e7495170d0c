package lesson.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A server in a process of its own, on a port that is its own too, and those who talk to it: what
 * most tests begin with.
 */
public final class Scene implements AutoCloseable {
    private static final AtomicInteger NEXT =
            new AtomicInteger(20_000 + 2 * ThreadLocalRandom.current().nextInt(5_000));

    private final IntFunction<Program> starter;
    private Program program;
    private int port;

    private Scene(IntFunction<Program> starter, int port) {
        this.starter = starter;
        start(port);
    }

    /**
     * Starts a server, and waits until it listens.
     *
     * @param starter starts it on a port that is free. Its first line names it
     */
    public static Scene of(IntFunction<Program> starter) {
        return of(freePort(), starter);
    }

    /** The same on a port that is known, such as one that was used before. */
    public static Scene of(int port, IntFunction<Program> starter) {
        return new Scene(starter, port);
    }

    /** Starts the Java server with this main, and with options of the JVM. */
    public static Scene java(Class<?> main, String... options) {
        return of(port -> {
            String[] all = new String[options.length + 1];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = "-Dport=" + port;
            return Program.java(main, all);
        });
    }

    private void start(int on) {
        program = starter.apply(on);
        try {
            port = program.port();
        } catch (RuntimeException | AssertionError e) {
            program.close();
            throw e;
        }
    }

    /** Returns the server's program, whose first line is read already. */
    public Program program() {
        return program;
    }

    /** Returns the port that it listens on. */
    public int port() {
        return port;
    }

    /** Returns its address. */
    public String url() {
        return url(port);
    }

    /** Returns the address of a port of this machine. */
    public static String url(int port) {
        return "ws://localhost:" + port;
    }

    /**
     * Returns a port on which nobody listens, nor on the next one. It stays so for whoever wants it
     * free for a while, or free and taken again: it is none of those that the system gives away
     * (from 32768 on, or 49152), which may be somebody else's a moment later.
     */
    public static int freePort() {
        int port;
        do {
            port = NEXT.getAndAdd(2);
        } while (isTaken(port) || isTaken(port + 1));
        return port;
    }

    /** Asks, instead of trying to listen: a program that is being started might inherit that. */
    private static boolean isTaken(int port) {
        try {
            new Socket("127.0.0.1", port).close();
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects somebody who behaves well. */
    public TestClient client() {
        return new TestClient(port);
    }

    /** Connects somebody who can be rude, with further lines in the handshake if there are any. */
    public Peer peer(String... headers) {
        return Peer.open(port, headers);
    }

    /** Ends the server with a signal, TERM, INT or KILL. Returns its exit status. */
    public int end(String signal) {
        program.signal(signal);
        return program.exit();
    }

    /** Starts the server once more, on the same port. */
    public void restart() {
        program.close();
        start(port);
    }

    @Override
    public void close() {
        program.close();
    }
}
