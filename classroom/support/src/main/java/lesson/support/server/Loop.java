package lesson.support.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import lesson.support.Terminal;
import lesson.support.Wire;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.server.WebSocketServer;

/**
 * One thread for all clients of a server, as in Node.js: it reads, calls the callbacks one after
 * the other, and then writes what they have sent. The library's own threads only accept.
 */
public final class Loop extends Thread implements WebSocketServerFactory {
    /** Bytes that one call of the system takes or gives. */
    private static final int BUFFER = 64 * 1024;
    /** Milliseconds of a pass that count as time: a callback that blocks stops the clock. */
    private static final long LONGEST_PASS = 100;
    /** Milliseconds after which the loop looks at the clock at the latest. */
    private static final long LONGEST_WAIT = 1_000;
    /** Nanoseconds of a pass, after which nobody gets more than one frame in. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(25);
    /** Writes that a pass has to do for each read, from which on it reads once more before. */
    private static final int WRITES = 8;

    final Origins origins;
    final int patience;
    final Selector selector;
    final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
    final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
    /** Those that have something to send when the pass ends. */
    final Deque<Connection> touched = new ArrayDeque<>();
    /** Those that have more frames here than they could have in one go. */
    final Deque<Connection> halfway = new ArrayDeque<>();
    /** Those that something is due for, the next one first. */
    final TreeSet<Connection> timers = new TreeSet<>();
    /** Nanoseconds, of those in which the loop was there. */
    long now;
    /** From here on nothing is read any more. */
    volatile boolean ending;

    private static final FileOutputStream LAST_RESORT = new FileOutputStream(FileDescriptor.err);
    private static final byte[] LAST_WORDS = ("Il server non può continuare: la memoria è finita."
            + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);

    private final boolean wire;
    private final int sockets;
    private final WebSocketAdapter callbacks;
    private final LessonDraft draft = new LessonDraft();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final Set<Connection> connections = new HashSet<>();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private long accepted;
    private volatile Thread acceptor;
    private long acceptorSeen;
    private long woken;             // nanoseconds, when this pass began
    private long memory;            // bytes that wait for all clients together
    private boolean calling;
    private boolean relieving;
    private volatile boolean closing;   // ends when the last client has gone

    /**
     * Puts a server on a loop of its own; to be called before the server starts.
     *
     * @param welcome sites whose pages may connect besides those of this machine
     * @param wire whether what passes is shown
     * @return the loop, which has started and waits for clients
     */
    public static Loop attach(WebSocketServer server, List<String> welcome, boolean wire) {
        return attach(server, welcome, wire, Limits.SOCKETS, Limits.PATIENCE);
    }

    /**
     * The same with other limits, for a test.
     *
     * @param sockets how many there may be at one time
     * @param patience milliseconds between two pings, and to read what leaves before the end
     */
    static Loop attach(WebSocketServer server, List<String> welcome, boolean wire, int sockets,
            int patience) {
        var loop = new Loop(server, new Origins(welcome), wire, sockets, patience);
        server.setWebSocketFactory(loop);
        server.setConnectionLostTimeout(0);     // the loop has pings of its own
        server.setTcpNoDelay(true);     // or a second short answer may wait 40 ms for an ACK
        server.setReuseAddr(true);      // or a port is not free for a minute after its server
        server.setMaxPendingConnections(Limits.BACKLOG);
        loop.start();
        return loop;
    }

    private Loop(WebSocketServer server, Origins origins, boolean wire, int sockets,
            int patience) {
        super("lesson-loop");
        this.origins = origins;
        this.wire = wire;
        this.sockets = sockets;
        this.patience = patience;
        callbacks = new Callbacks(server, this);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setDaemon(true);
    }

    @Override
    public void run() {
        try (selector) {
            while (!closing || !connections.isEmpty()) {
                pass();
            }
        } catch (IOException | RuntimeException e) {
            Terminal.fail(Terminal.FAILED, "Il server non può continuare: " + e + ".");
        } catch (Error e) {
            giveUp();
        } finally {
            over.countDown();
        }
    }

    /** An Error ends the library's own thread, and nobody would be let in any more. */
    private void checkAcceptor() {
        if (acceptor == null || acceptor.isAlive() || closing || ending) {
            acceptorSeen = now;
        } else if (now - acceptorSeen > TimeUnit.SECONDS.toNanos(2)) {
            giveUp();
        }
    }

    /** With no memory left nothing can be done but this, which needs none. */
    private static void giveUp() {
        try {
            LAST_RESORT.write(LAST_WORDS);
        } catch (IOException | Error e) {
            // nobody reads them
        } finally {
            Runtime.getRuntime().halt(Terminal.FAILED);
        }
    }

    private void pass() throws IOException {
        long start = System.nanoTime();
        long next = timers.isEmpty() ? LONGEST_WAIT
                : TimeUnit.NANOSECONDS.toMillis(timers.first().due - now);
        if (halfway.isEmpty()) {
            selector.select(Math.max(1, Math.min(next, LONGEST_WAIT)));
        } else {
            selector.selectNow();
        }
        woken = System.nanoTime();
        now += Math.min(woken - start, TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT + LONGEST_PASS));
        for (int left = halfway.size(); left > 0; left--) {
            guarded(halfway.remove(), Connection::goOn);
        }
        int served = serve();
        while (touched.size() > WRITES * served && hasTime() && selector.selectNow() > 0) {
            served += serve();      // a message to many: what came meanwhile goes along with it
        }
        checkAcceptor();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        while (!timers.isEmpty() && timers.first().due <= now) {
            guarded(timers.pollFirst(), Connection::wake);
        }
        for (Connection one = touched.poll(); one != null; one = touched.poll()) {
            guarded(one, Connection::flush);
        }
        now += Math.min(System.nanoTime() - woken, TimeUnit.MILLISECONDS.toNanos(LONGEST_PASS));
    }

    /** Whether this pass is still so young that nobody minds a little more. */
    boolean hasTime() {
        return System.nanoTime() - woken < TURN;
    }

    /** Returns how many sockets had something. */
    private int serve() {
        int count = selector.selectedKeys().size();
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext();) {
            var connection = (Connection) keys.next().attachment();
            keys.remove();
            if (connection != null) {
                guarded(connection, Connection::ready);
            }
        }
        return count;
    }

    /** Whatever fails while a client is served costs that client's connection, and no other. */
    private static void guarded(Connection connection, Consumer<Connection> step) {
        try {
            step.accept(connection);
        } catch (CancelledKeyException e) {
            // closed in the same pass
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        }
    }

    /** Runs a callback, behind the one that is running: none is ever called inside another. */
    void call(Runnable callback) {
        if (!isCurrent()) {
            execute(() -> call(callback));
            return;
        }
        calls.add(callback);
        if (calling) {
            return;
        }
        calling = true;
        try {
            for (Runnable next = calls.poll(); next != null; next = calls.poll()) {
                next.run();
            }
        } finally {
            calling = false;
        }
    }

    /** Runs a task on the loop, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        if (!isCurrent()) {
            selector.wakeup();
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == this;
    }

    /** Counts what has come to wait, or does no longer: who has most goes where it is too much. */
    void count(long bytes) {
        memory += bytes;
        if (memory > Limits.MEMORY && !relieving) {
            relieving = true;
            touched.forEach(Connection::send);
            connections.stream().sorted(Comparator.comparingLong(Connection::held).reversed())
                    .takeWhile(most -> memory > Limits.MEMORY / 4 * 3).forEach(Connection::drop);
            relieving = false;
        }
    }

    void forget(Connection connection) {
        if (connections.remove(connection)) {
            timers.remove(connection);
            open.decrementAndGet();
        }
    }

    /** Sends every client a close frame 1001, and returns when all have it or the time is over. */
    public void end() {
        ending = true;
        execute(() -> List.copyOf(connections).forEach(Connection::leave));
        close();
        try {
            over.await(Limits.STOP, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the library when it stops, or could not start. */
    @Override
    public void close() {
        closing = true;
        execute(() -> { });
    }

    @Override
    public WebSocketImpl createWebSocket(WebSocketAdapter server, Draft other) {
        return createWebSocket(server, List.of(other));
    }

    @Override
    public WebSocketImpl createWebSocket(WebSocketAdapter server, List<Draft> drafts) {
        return new LessonSocket(callbacks, draft);
    }

    /**
     * Takes a socket over from the library's selector, which would wait for it too.
     *
     * @throws IOException if there are too many: the library then closes it, and goes on accepting
     */
    @Override
    public Connection wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
        if (open.incrementAndGet() > sockets || ending) {
            open.decrementAndGet();
            throw new IOException("too many sockets");
        }
        acceptor = Thread.currentThread();
        key.cancel();
        var socket = (WebSocketImpl) key.attachment();
        var connection = new Connection(this, channel, socket, wire ? new Wire() : null,
                accepted++);
        socket.setChannel(connection);      // before the first byte of a fast client is read
        execute(() -> {
            connections.add(connection);
            connection.register();
        });
        return connection;
    }
}
