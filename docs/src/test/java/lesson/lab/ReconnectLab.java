package lesson.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lesson.docs.Side;
import lesson.server.EchoServer;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;

/**
 * Step 6 goes on for ever: one client, into which lines are typed all the time, and its server,
 * to which one fault happens after the other. In between it works, and reads what comes.
 *
 * <p>The book that is kept: a line that was handed to a connection may be lost with it; each other
 * one arrives, once and in its order. So the numbers that arrive have no gap on a connection, and
 * the only gap before one is lines that were typed before the last one was seen to be lost.
 */
public final class ReconnectLab implements AutoCloseable {
    private static final String CONNECTED = "Connesso!";
    private static final String LOST = "Connessione persa. Riconnessione...";
    private static final String ANSWER = "Risposta dal server: ";
    private static final String ECHO = "Messaggio ricevuto: ";
    private static final String GREETING = "Ciao, server!";
    /** What may stand on standard error here; nothing of a library's. */
    private static final Pattern OWN_WORDS = Pattern.compile(
            "Il server (tace da 10 secondi|non legge quello che gli arriva)\\."
            + "|Il server su ws://localhost:[0-9]+ ha chiuso senza rispondere all'handshake: è un"
            + " server WebSocket\\? Se vuole TLS, prova .*"
            + "|Il server su ws://localhost:[0-9]+ non è un server WebSocket: (non risponde in HTTP"
            + "|la sua risposta all'handshake non è valida)\\."
            + "|Il server su ws://localhost:[0-9]+ non ha risposto all'handshake entro 10"
            + " secondi\\."
            + "|Il server su ws://localhost:[0-9]+ ha rifiutato l'handshake con la risposta HTTP"
            + " 503: è un server WebSocket\\?");

    /** Milliseconds after which who has done nothing hangs: the longest wait is 10 s. */
    private static final int PATIENCE = Program.TIMEOUT * 1000;
    /** Bytes that wait for who does not read: a fixed number, or Linux lets it grow to 32 MiB. */
    private static final int RECEIVE_BUFFER = 1 << 18;
    /** Big lines that are more than all buffers together: 8 MiB, and Linux keeps 4 at most. */
    private static final int TOO_MANY = 32;
    /** Threads and open files that a client may have more at the end; a JVM starts some late. */
    private static final int LATE = 4;

    private final Program client;
    private final Typist typist;
    private final int port;
    private ServerSocket server;
    private Peer peer;              // the last connection, or attempt
    private boolean open;           // it has had its 101
    private boolean away;           // nobody listened for a while: attempts may have failed
    private boolean greeted;        // on this connection
    private boolean continued;      // on this connection a line has come
    private long received;          // number of the last line that has come
    private long stays;             // number of the first line that can't leave on this connection
    private long perhapsLost;       // number of the last line that may be lost with one
    private long answered;          // of the last line whose answer the client has printed
    private long usual;             // threads and files when all began

    private ReconnectLab(Side side) {
        port = Scene.freePort();
        server = listen(port);
        client = side.quickClient(port);
        typist = new Typist(client);
        typist.start();
    }

    private static ServerSocket listen(int port) {
        try {
            var server = new ServerSocket();
            server.setReceiveBufferSize(RECEIVE_BUFFER);
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets faults happen to a client, in this order; after one that it does not survive, to a new
     * client.
     *
     * @param progress is told of each fault, and how long it took
     * @return what went wrong, a line each
     */
    public static List<String> run(Side side, List<Fault> faults, Consumer<String> progress) {
        List<String> problems = new ArrayList<>();
        Iterator<Fault> next = faults.iterator();
        while (next.hasNext()) {
            Fault fault = null;
            try (var lab = new ReconnectLab(side)) {
                lab.work();
                lab.usual = lab.threadsAndFiles();
                while (next.hasNext()) {
                    fault = next.next();
                    long start = System.nanoTime();
                    lab.survive(fault);
                    progress.accept(fault + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
                }
                progress.accept("threads and open files: first " + lab.usual + ", now "
                        + lab.threadsAndFiles());
                lab.end();
            } catch (AssertionError | UncheckedIOException e) {
                problems.add(fault + ": " + e.getMessage());
                progress.accept(fault + ": " + e.getMessage());
                if (fault == null) {
                    return problems;        // not even the beginning: the next fares no better
                }
            }
        }
        return problems;
    }

    private void survive(Fault fault) {
        fault.happen(this);
        lost();
        work();
        checkErrors();
    }

    private void checkErrors() {
        List<String> others = client.errorsSoFar().stream()
                .filter(OWN_WORDS.asMatchPredicate().negate()).toList();
        check(others.isEmpty(), "not its own words: " + others);
    }

    /** The client connects, and all that it has to say comes, and some lines more. */
    private void work() {
        if (server.isClosed()) {
            server = listen(port);
        }
        peer = accept();
        answer();
        while (!status().equals(CONNECTED)) {
            check(away, "lost once more, and nobody had done anything");
        }
        away = false;
        readUntil(typist.announced() + 5);
        try {
            server.setSoTimeout(1);
            server.accept().close();
            check(false, "there is a second connection beside the first");
        } catch (SocketTimeoutException e) {
            // as it should be
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of input ends it, once all has come. */
    private void end() {
        check(threadsAndFiles() <= usual + LATE,
                threadsAndFiles() + " threads and open files, and there were " + usual);
        typist.finish();
        Peer.Frame frame;
        do {
            frame = read();
            check(frame != null, "ended without a close frame");
            take(frame, true);
        } while (frame.opcode() != Peer.CLOSE);
        check(frame.code() == 1000, "ended with " + frame.code());
        check(received == typist.typed(), "ended before the last line");
        peer.sendClose(1000, "").close();
        check(client.exit() == 0, "exit status");
        client.rest().forEach(line -> check(!isStatus(line), "at the end: " + line));
        checkErrors();
    }

    // ------------------------------------------------------------------- what faults are made of

    /** Returns the end of the server of the connection, or of the attempt. */
    Peer peer() {
        return peer;
    }

    /** Cuts the connection, and takes the client's next call; nothing is read or said. */
    Peer call() {
        peer.reset();
        lost();
        peer = accept();
        return peer;
    }

    /** The same, and reads the request. */
    Peer callAndRequest() {
        call().head();
        return peer;
    }

    /** Answers a call with a 101; from there on lines may be lost with it. */
    Peer answer() {
        opened();
        return peer.answer();
    }

    private void opened() {
        open = true;
        greeted = false;
        continued = false;
        stays = Long.MAX_VALUE;
    }

    /** Types more than buffers can hold, so that not all of it can have left the client. */
    void typeMoreThanCanLeave() {
        stays = typist.typeFast(TOO_MANY, Typist.BIG);
        long typed;
        do {
            typed = typist.typed();
            pause(500);
        } while (typed < stays && typist.typed() > typed);
    }

    /** Types more lines than a client takes from the keyboard while it can't send. */
    void typeMoreThanIsKept() {
        typist.typeFast(5_000, Typist.SMALL);
    }

    /** Lets big lines come, and cuts the connection in the middle of the second one. */
    void cutInABigLine() {
        readUntil(typist.typeFast(8, Typist.BIG) - 7);
        peer.skip(Typist.BIG / 2).reset();
        peer.skip(Long.MAX_VALUE);      // what is here already belongs to the same line
    }

    /** Sends a ping each millisecond until nobody is there. */
    void pingUntilLost() {
        long deadline = System.nanoTime() + PATIENCE * 1_000_000L;
        try {
            while (System.nanoTime() < deadline) {
                peer.send(Peer.FIN | Peer.PING);
                pause(1);
            }
        } catch (UncheckedIOException e) {
            return;     // closed by the client
        }
        check(false, "hangs on a server that sends pings and does not read");
    }

    /** Nobody listens on the port until the client has to connect again. */
    void stopListening() {
        away = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server of step 2 listens instead, is talked to, and killed. */
    void serveByAProgramAndKillIt() {
        peer.reset();
        lost();
        stopListening();
        try (Scene scene = Scene.of(port, on -> Program.java(EchoServer.class, "-Dport=" + on))) {
            opened();
            long enough = typist.announced() + 5;
            while (received < enough) {
                printed(scene.program().line());
            }
            scene.end("KILL");
            scene.program().rest().forEach(this::printed);
        }
        while (!status().equals(CONNECTED)) {
            // refused while nobody listened
        }
    }

    private void printed(String line) {
        if (line.startsWith(ECHO)) {
            received(line.substring(ECHO.length()));
        }
    }

    /**
     * The client says that the connection, or the attempt, is lost, and has closed its end: what
     * it had sent is read.
     */
    void lost() {
        String status = status();
        if (status.equals(CONNECTED)) {     // and behind it the fault came
            status = status();
        }
        check(status.equals(LOST), "not lost, but " + status);
        if (open) {
            perhapsLost = Math.min(stays - 1, typist.typed());
            for (Peer.Frame frame = read(); frame != null; frame = read()) {
                take(frame, false);
            }
            open = false;
        } else {
            peer.skip(Long.MAX_VALUE);
        }
        peer.close();
    }

    // ------------------------------------------------------------------------------ the book

    private Peer accept() {
        try {
            return Peer.call(server);
        } catch (UncheckedIOException nobody) {
            throw problem(state("does not connect again"));
        }
    }

    private void readUntil(long number) {
        while (received < number) {
            Peer.Frame frame = read();
            check(frame != null, "the client has ended a connection that was good");
            take(frame, true);
        }
    }

    private Peer.Frame read() {
        try {
            return peer.read();
        } catch (AssertionError silence) {
            throw problem(state("sends nothing and does not close"));
        }
    }

    private void take(Peer.Frame frame, boolean answers) {
        if (frame.opcode() == Peer.TEXT) {
            received(frame.text());
        }
        if (answers && frame.opcode() == Peer.TEXT) {
            peer.send(ECHO + frame.text().substring(0, Math.min(13, frame.text().length())));
        } else if (answers && frame.opcode() == Peer.PING) {
            peer.send(Peer.FIN | Peer.PONG, frame.payload());
        }
    }

    private void received(String text) {
        if (!greeted) {
            check(text.equals(GREETING), "greets with " + text);
            greeted = true;
            return;
        }
        String[] words = text.split(" ", 3);
        long number = Long.parseLong(words[0]);
        check(text.equals(Typist.text(number, Integer.parseInt(words[1]))),
                "line " + number + " is not as it was typed");
        check(number > received, "line " + number + " behind " + received);
        check(number == received + 1 || !continued,
                "on one connection line " + number + " behind " + received);
        check(number <= Math.max(received, perhapsLost) + 1, "lines " + (received + 1) + " to "
                + (number - 1) + " are lost, and only those up to " + perhapsLost + " may be");
        received = number;
        continued = true;
    }

    /** Returns the next line of the client that is no answer. */
    private String status() {
        while (true) {
            Optional<String> line = client.findLine(any -> true, PATIENCE);
            check(line.isPresent(), state("prints nothing"));
            if (isStatus(line.get())) {
                return line.get();
            }
        }
    }

    private boolean isStatus(String line) {
        if (!line.startsWith(ANSWER + ECHO)) {
            check(line.equals(CONNECTED) || line.equals(LOST), "not its own words: " + line);
            return true;
        }
        String text = line.substring((ANSWER + ECHO).length());
        if (!text.equals(GREETING)) {
            long number = Long.parseLong(text.split(" ")[0]);
            check(number > answered, "the answer to " + number + " behind that to " + answered);
            answered = number;
        }
        return false;
    }

    private long threadsAndFiles() {
        long count = 0;
        for (String kind : List.of("task", "fd")) {
            Path folder = Path.of("/proc", "" + client.handle().pid(), kind);
            if (Files.isDirectory(folder)) {        // on Linux
                try (Stream<Path> entries = Files.list(folder)) {
                    count += entries.count();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return count;
    }

    private String state(String problem) {
        return (client.handle().isAlive() ? "hangs: " + problem
                : "has ended by itself with " + client.exit())
                + "; received " + received + " of " + typist.typed();
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(boolean good, String problem) {
        if (!good) {
            throw problem(problem);
        }
    }

    private AssertionError problem(String what) {
        List<String> said = client.errorsSoFar();
        return new AssertionError(said.isEmpty() ? what
                : what + "; last said: " + said.subList(Math.max(0, said.size() - 5), said.size()));
    }

    @Override
    public void close() {
        client.close();
        peer.close();
        stopListening();
    }
}
