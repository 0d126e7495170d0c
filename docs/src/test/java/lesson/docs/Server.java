package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import lesson.broadcast.BroadcastServer;
import lesson.json.JsonServer;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Run;

/** The server of a step, in Java or its Node.js twin, as a program of its own. */
record Server(Kind kind, int step, int port, Run run) implements AutoCloseable {
    /** Which of the two. */
    enum Kind { JAVA, NODE }

    /** Starts one, on a port that the system chooses. */
    static Server start(Kind kind, int step) {
        Run run = run(kind, step, 0);
        return new Server(kind, step, run.port(), run);
    }

    /** Starts one on a port that was used before. */
    static Server start(Kind kind, int step, int port) {
        Run run = run(kind, step, port);
        return new Server(kind, step, run.port(), run);
    }

    private static Run run(Kind kind, int step, int port) {
        if (kind == Kind.NODE) {
            return Node.run(Pages.folder(step) + "/server.js", "PORT=" + port);
        }
        Class<?> main = switch (step) {
            case 2 -> EchoServer.class;
            case 4 -> BroadcastServer.class;
            case 5 -> JsonServer.class;
            default -> throw new IllegalArgumentException("step " + step + " has no server");
        };
        return Run.java(main, "-Dport=" + port);
    }

    /** Returns a port on which nobody listens. */
    static int freePort() {
        try (ServerSocket gone = Peer.server()) {
            return gone.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url(int port) {
        return "ws://localhost:" + port;
    }

    String url() {
        return url(port);
    }

    /** Ends it with a signal, TERM or KILL, and waits until it has ended. */
    void end(String signal) {
        run.signal(signal);
        run.exit();
    }

    /** The same server once more, on the same port. */
    Server again() {
        return start(kind, step, port);
    }

    @Override
    public void close() {
        run.close();
    }
}
