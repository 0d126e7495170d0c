package lesson.support.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lesson.support.Wire;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/**
 * Makes each connection of a server one that keeps the {@link Limits}: not too many at a time, not
 * for ever without a handshake, closed when nothing else closes them.
 */
final class GuardedSockets implements WebSocketServerFactory {
    /** Milliseconds until a look at what waits: a frame to leave, or a socket to be closed. */
    private static final int LOOK = 10;
    /** Bytes that are read and forgotten at a time. */
    private static final int BUFFER = 64 * 1024;

    private final Guard guard;
    private final int most;
    private final int ping;
    private final boolean wire;
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService timer = timer();
    private final ByteBuffer forgotten = ByteBuffer.allocateDirect(BUFFER);

    /**
     * @param most how many sockets there may be at one time
     * @param ping milliseconds between two pings to a client
     * @param wire whether what passes is shown
     */
    GuardedSockets(Guard guard, int most, int ping, boolean wire) {
        this.guard = guard;
        this.most = most;
        this.ping = ping;
        this.wire = wire;
    }

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "lesson-guard");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Override
    public WebSocketImpl createWebSocket(WebSocketAdapter server, Draft draft) {
        return createWebSocket(server, List.of(draft));
    }

    @Override
    public WebSocketImpl createWebSocket(WebSocketAdapter server, List<Draft> drafts) {
        return new WebSocketImpl(guard, List.of(new LimitedDraft()));
    }

    /** The library closes the socket when this throws, and goes on accepting. */
    @Override
    public GuardedChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new IOException("too many sockets");
        }
        var socket = (WebSocketImpl) key.attachment();
        return new GuardedChannel(channel, socket, this, wire ? new Wire() : null);
    }

    /** Plans the end of who has not done its handshake by then. */
    Future<?> deadline(WebSocketImpl socket) {
        return timer.schedule(() -> {
            if (socket.getReadyState() == ReadyState.NOT_YET_CONNECTED) {
                socket.closeConnection(CloseFrame.NEVER_CONNECTED, "");
            }
        }, Limits.HANDSHAKE_TIME, TimeUnit.MILLISECONDS);
    }

    /**
     * Plans pings. The library sends all of them at one time: with thousands of clients everybody
     * waits, and if one fails the others get none, and are missed although they are there. Here
     * each client has its own moment.
     */
    Future<?> pings(GuardedChannel client) {
        int first = ping / 2 + ThreadLocalRandom.current().nextInt(ping);
        return timer.scheduleWithFixedDelay(client::ping, first, ping, TimeUnit.MILLISECONDS);
    }

    /** Plans a look at what waits to be sent. */
    void flushLater(Sender sender) {
        timer.schedule(sender::flush, LOOK, TimeUnit.MILLISECONDS);
    }

    /** Runs what must not be run inside a call of the library, which holds locks. */
    void execute(Runnable task) {
        timer.execute(task);
    }

    void refused(WebSocketImpl socket) {
        ((GuardedChannel) socket.getChannel()).linger();
        execute(socket::closeConnection);
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Returns how many sockets there are, those that are about to be closed included. */
    int open() {
        return open.get();
    }

    /** Reads and forgets what comes until the client closes too, for a while; then closes. */
    void linger(SocketChannel channel, Wire wire) {
        linger(channel, wire, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.LINGER));
    }

    private void linger(SocketChannel channel, Wire wire, long deadline) {
        timer.schedule(() -> {
            try {
                int count = channel.read(forgotten.clear());
                show(wire, forgotten, count);
                while (count > 0 && System.nanoTime() < deadline) {
                    count = channel.read(forgotten.clear());
                    show(wire, forgotten, count);
                }
                if (count == 0 && System.nanoTime() < deadline) {
                    linger(channel, wire, deadline);
                    return;
                }
            } catch (IOException e) {
                // reset by the client: nothing more to wait for
            }
            show(wire, forgotten, -1);
            close(channel);
        }, LOOK, TimeUnit.MILLISECONDS);
    }

    private static void show(Wire wire, ByteBuffer bytes, int count) {
        if (wire != null) {
            wire.received(bytes, count);
        }
    }

    private void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // closed is what it had to be
        }
        closed();
    }

    @Override
    public void close() {
        // the timer goes on: sockets may still be lingering
    }
}
