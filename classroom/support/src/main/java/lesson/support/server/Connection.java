package lesson.support.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import lesson.support.FrameReader;
import lesson.support.Wire;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;

/**
 * One client: what its socket waits for, what is queued for it and when it has to go. To the
 * library it is a channel that can only be closed. All but {@link #demand} and {@link #close} is
 * for the loop's thread alone.
 */
final class Connection implements ByteChannel, Comparable<Connection> {
    private final Loop loop;
    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final Wire wire;                        // null unless -Dwire
    private final long number;
    private FrameReader frames = frames();
    private Handshake handshake;                    // null once it is over
    private ByteBuffer unread;                      // has come, and waits for answers to leave
    private SelectionKey key;
    private Deque<ByteBuffer> pending = new ArrayDeque<>(1);    // frames that have still to leave
    private int sent;                               // bytes of the first that have left
    private long waiting;                           // bytes of memory that it takes
    private long unfinished;                        // of what has come
    long due;                                       // the loop's time of the next look
    private boolean heard;                          // anything, since the last ping
    private long leftBefore = Long.MAX_VALUE;       // of what waited, at the last look
    private boolean refused;                        // with an answer in HTTP
    private boolean dropped;                        // as it has taken too much memory
    private boolean inputOver;
    private boolean outputOver;
    private boolean touched;
    private boolean linger = true;                  // it has time to read what was sent
    private long latestEnd;                         // while it sends on
    private volatile boolean closed;                // by the library

    Connection(Loop loop, SocketChannel channel, WebSocketImpl socket, Wire wire, long number) {
        this.loop = loop;
        this.channel = channel;
        this.socket = socket;
        this.wire = wire;
        this.number = number;
        handshake = new Handshake(loop.origins);
    }

    /** From here on the loop reads. */
    void register() {
        try {
            key = channel.register(loop.selector, SelectionKey.OP_READ, this);
            wakeIn(Limits.HANDSHAKE_TIME);
        } catch (ClosedChannelException e) {
            end();
        }
    }

    void ready() {
        if (key.isReadable() && unread == null) {
            read();
        }
        if (key.isValid() && key.isWritable()) {
            heard = true;       // it reads what has waited
            flush();
        }
    }

    private void read() {
        ByteBuffer in = loop.input.clear();
        int count;
        try {
            count = channel.read(in);
        } catch (IOException reset) {
            inputOver = true;
            if (wire != null) {
                wire.received(in, -1);
            }
            socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
            end();
            return;
        }
        if (wire != null) {
            wire.received(in, count);
        }
        if (count < 0) {
            endInput();
        } else if (!closed && !loop.ending) {
            heard = true;
            take(in.flip());
            countInput();
        } else if (closed && loop.now < latestEnd) {
            wakeIn(loop.patience);      // an end now would reset what it has not read yet
        }
    }

    /** Whoever sends nothing more may still read: what was answered leaves first. */
    private void endInput() {
        inputOver = true;
        want(0);
        if (closed) {
            end();
        } else if (socket.isOpen()) {
            socket.flushAndClose(CloseFrame.ABNORMAL_CLOSE, "", true);
        } else if (!socket.isFlushAndClose() && !refused) {
            socket.closeConnection(CloseFrame.NEVER_CONNECTED, "");
        }
    }

    private void take(ByteBuffer in) {
        if (handshake != null && !refused && handshake.take(in)) {
            open();
        }
        try {
            // One frame, and more as long as nobody else waits for long.
            for (boolean first = true; socket.isOpen() && !dropped && waiting <= Limits.PAUSE
                    && (first || loop.hasTime()); first = false) {
                ByteBuffer frame = frames.next(in);
                if (frame == null) {
                    return;
                }
                socket.decode(frame);
            }
            if (socket.isOpen() && !dropped && in.hasRemaining()) {
                unread = in == loop.input
                        ? ByteBuffer.allocate(in.remaining()).put(in).flip() : in;
                touch();
            }
        } catch (FrameReader.RefusedException e) {
            socket.getWebSocketListener().onWebsocketError(socket,
                    new InvalidDataException(e.code(), e));
            socket.close(e.code(), LessonDraft.reason(e.code()));
        }
    }

    /** Takes what has come and was left, now that the others have had their turn. */
    void goOn() {
        if (unread != null && !closed && !loop.ending) {
            ByteBuffer next = unread;
            unread = null;
            take(next);
            countInput();
            touch();        // from here on it may be read again
        }
    }

    private static FrameReader frames() {
        return new FrameReader(true, Limits.MESSAGE, Limits.FRAGMENTS);
    }

    private void open() {
        ByteBuffer refusal = handshake.refusal();
        if (refusal == null) {
            socket.decode(handshake.head());
            int spread = ThreadLocalRandom.current().nextInt(loop.patience);
            wakeIn(loop.patience / 2 + spread);     // each client is pinged in its own moment
        } else {
            refused = true;
            add(refusal);
        }
        handshake = null;
    }

    /** Says that the library has queued something, or that it wants to close behind it. */
    void demand() {
        if (loop.isCurrent()) {
            collect();
        } else {
            loop.execute(this::collect);
        }
    }

    private void collect() {
        for (ByteBuffer next = socket.outQueue.poll(); next != null;
                next = socket.outQueue.poll()) {
            add(next);
        }
        touch();
    }

    boolean isCurrent() {
        return loop.isCurrent();
    }

    /**
     * Queues a frame behind all that was sent before.
     *
     * @param frame may be queued for other clients too, and stays as it is
     */
    void queue(ByteBuffer frame) {
        if (!socket.outQueue.isEmpty()) {
            collect();      // of other threads
        }
        add(frame);
    }

    private void add(ByteBuffer bytes) {
        if (dropped || closed || outputOver) {
            return;
        }
        pending.add(bytes);
        waits(bytes.remaining() + FrameReader.OVERHEAD);
        touch();
        if (waiting > Limits.WAITING && !send()) {
            drop();
        }
    }

    private void touch() {
        if (!touched) {
            touched = true;
            loop.touched.add(this);
        }
    }

    /** Counts what waits to leave: more bytes, or fewer. */
    private void waits(long change) {
        waiting += change;
        loop.count(change);
    }

    /** Counts what has come and is not finished yet. */
    private void countInput() {
        long now = frames.held() + (handshake == null ? 0 : handshake.held())
                + (unread == null ? 0 : unread.remaining())
                + (socket.isOpen() ? socket.getResourceDescriptor().length() : 0);
        long change = now - unfinished;
        unfinished = now;
        loop.count(change);
    }

    /** Returns how much memory is taken by what waits, in and out, in bytes. */
    long held() {
        return waiting + unfinished;
    }

    /** Lets a client go that takes too much memory, and frees it at once. */
    void drop() {
        if (dropped) {
            return;
        }
        dropped = true;
        boolean reads = waiting == 0;
        free();
        loop.call(() -> {       // not in the midst of a callback, such as a broadcast
            if (!closed) {
                System.err.println(reads
                        ? "La memoria per i client è piena: chiuso con 1008 chi ne occupava di più."
                        : "Un client non legge: chiuso con 1008, per non tenere in memoria quello"
                                + " che lo aspetta.");
                dropped = !reads;       // who reads will read why
                linger = false;         // it would keep what it has
                if (reads && socket.isOpen()) {
                    socket.close(CloseFrame.POLICY_VALIDATION, "troppa memoria");
                    flush();                    // not with the others, when the pass ends:
                    loop.touched.remove(this);  // until then the library keeps what it has
                } else {
                    socket.closeConnection(CloseFrame.POLICY_VALIDATION, "non legge");
                }
            }
        });
    }

    private void free() {
        discard();
        frames = frames();
        handshake = null;
        unread = null;
        loop.count(-unfinished);
        unfinished = 0;
    }

    private void discard() {
        pending = new ArrayDeque<>(1);
        sent = 0;
        waits(-waiting);
    }

    /** Sends what waits, and closes behind it if that is wanted. */
    void flush() {
        touched = false;
        send();
        if (unread != null && waiting <= Limits.PAUSE) {
            loop.halfway.add(this);
        }
        if (!pending.isEmpty()) {
            return;
        }
        if (refused) {
            refused = false;
            socket.closeConnection(CloseFrame.NEVER_CONNECTED, "");
        } else if (socket.isFlushAndClose() && !closed && socket.outQueue.isEmpty()) {
            socket.closeConnection();
        }
    }

    /** Sends what waits, as far as the system takes it. Returns whether that was all. */
    boolean send() {
        try {
            while (!pending.isEmpty()) {
                ByteBuffer bytes = bundle(loop.output.clear());
                int count = channel.write(bytes);
                if (wire != null) {
                    wire.sent(bytes, count);
                }
                remove(count);
                if (bytes.hasRemaining()) {
                    break;
                }
            }
        } catch (IOException reset) {
            outputOver = true;      // what it has sent before may still be read
            discard();
        }
        want(pending.isEmpty() ? 0 : SelectionKey.OP_WRITE);
        return pending.isEmpty();
    }

    /** Copies what waits, as far as it fits: a call of the system for each frame costs far more. */
    private ByteBuffer bundle(ByteBuffer bundle) {
        int from = sent;
        for (ByteBuffer frame : pending) {
            int length = Math.min(frame.remaining() - from, bundle.remaining());
            bundle.put(bundle.position(), frame, frame.position() + from, length);
            bundle.position(bundle.position() + length);
            from = 0;
            if (!bundle.hasRemaining()) {
                break;
            }
        }
        return bundle.flip();
    }

    private void remove(int count) {
        long freed = count;
        sent += count;
        while (!pending.isEmpty() && sent >= pending.element().remaining()) {
            sent -= pending.remove().remaining();
            freed += FrameReader.OVERHEAD;
        }
        waits(-freed);
    }

    /** Waits for the socket to take more, or for nothing more than that; and for input. */
    private void want(int write) {
        if (key != null && key.isValid()) {
            boolean paused = unread != null || waiting > Limits.PAUSE;
            int wanted = write | (inputOver || paused ? 0 : SelectionKey.OP_READ);
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }
    }

    /** The time for something has come: the handshake, an answer to a ping, the end. */
    void wake() {
        if (socket.isFlushAndClose() && !closed && waiting < leftBefore) {
            leftBefore = waiting;       // it still reads what has to leave before the end
            wakeIn(loop.patience);
        } else if (closed || !socket.isOpen() || socket.isFlushAndClose()) {
            socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
            end();
        } else if (heard) {
            heard = false;
            wakeIn(loop.patience);
            socket.sendPing();
        } else if (waiting > 0) {
            drop();
        } else {
            linger = false;
            socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "non risponde");
        }
    }

    private void wakeIn(int millis) {
        loop.timers.remove(this);
        due = loop.now + TimeUnit.MILLISECONDS.toNanos(millis);
        loop.timers.add(this);
    }

    @Override
    public int compareTo(Connection other) {
        int order = Long.compare(due, other.due);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    /** Says goodbye as a server does that stops (RFC 6455, 7.4.1: 1001). */
    void leave() {
        if (socket.isOpen()) {
            socket.close(CloseFrame.GOING_AWAY);
        } else if (!socket.isFlushAndClose() && !closed) {
            socket.closeConnection(CloseFrame.NEVER_CONNECTED, "");
        }
    }

    /**
     * Something failed that is no callback's fault.
     *
     * @param error what was thrown while this client was served
     */
    void fail(Throwable error) {
        try {
            socket.getWebSocketListener().onWebsocketError(socket,
                    new IllegalStateException(error));
            socket.close(CloseFrame.UNEXPECTED_CONDITION, "errore nel server");
        } catch (RuntimeException | Error e) {
            end();
        }
    }

    /** Called by the library, on any thread, when the connection is over. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (loop.isCurrent()) {
            shut();
        } else {
            loop.execute(this::shut);
        }
    }

    /**
     * A socket closed with bytes in it that nobody has read resets the connection, and the client
     * may lose the close frame that it was sent: where it matters, read them first.
     */
    private void shut() {
        free();
        if (!linger || inputOver || key == null) {
            end();
            return;
        }
        try {
            channel.shutdownOutput();
            if (socket.getDraft() == null) {
                wakeIn(Limits.LINGER_REFUSED);
            } else {
                wakeIn(loop.patience);
                latestEnd = loop.now + Limits.LONGEST_END * (due - loop.now);
            }
            want(0);
        } catch (IOException e) {
            end();      // the client has closed already
        }
    }

    /** The socket is closed, and nothing is kept of it. */
    private void end() {
        closed = true;
        free();
        try {
            channel.close();
        } catch (IOException e) {
            // closed is what it had to be
        }
        if (key != null) {
            key.attach(null);       // the selector keeps a key of its own until its next look
        }
        loop.forget(this);
    }

    @Override
    public boolean isOpen() {
        return !closed && channel.isOpen();
    }

    /** Never called: the library's own selector waits for nothing of this channel. */
    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    /** Never called, see {@link #read}. */
    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }
}
