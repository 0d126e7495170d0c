package lesson.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import lesson.install.Wire;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.java_websocket.drafts.Draft;

/**
 * The socket of one client: bounds what comes before the handshake is done, counts what leaves,
 * and closes so that the client can still read the close frame.
 */
final class GuardedChannel implements WrappedByteChannel {
    /** Bytes that are sent at one time: many answers in one call of the system. */
    private static final int LARGEST = 64 * 1024;
    private static final ThreadLocal<ByteBuffer> BUNDLE =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(LARGEST));

    /** Held by whoever takes from the queue or changes what the selector waits for. */
    private final Object sending = new Object();
    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final GuardedSockets sockets;
    private final Wire wire;                    // null unless -Dwire
    private volatile LimitedDraft draft;        // once the handshake is good
    private volatile boolean lingering;
    private volatile boolean closed;
    private volatile long written;
    private volatile boolean ended;
    private volatile Thread answering;          // null outside of a callback
    private int received;
    private int sent;                           // bytes of the first frame in the queue
    private boolean afterRead;

    GuardedChannel(SocketChannel channel, WebSocketImpl socket, GuardedSockets sockets, Wire wire) {
        this.channel = channel;
        this.socket = socket;
        this.sockets = sockets;
        this.wire = wire;
    }

    /** The handshake is good: from here on its limit does not count, and the draft's do. */
    void accept(Draft accepted) {
        draft = (LimitedDraft) accepted;
    }

    /** The next {@link #close} leaves the client time to read what was sent. */
    void linger() {
        lingering = true;
    }

    /** Returns how many bytes wait to be sent. */
    long waiting() {
        return draft == null ? 0 : draft.made.get() - written;
    }

    /** Returns how many bytes have been sent. */
    long written() {
        return written;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        if (draft == null) {
            if (received >= Limits.HANDSHAKE) {
                throw new IOException("handshake too long");
            }
            bytes.limit(Math.min(bytes.limit(), bytes.position() + Limits.HANDSHAKE - received));
        }
        if (ended) {
            writeMore();    // an end can be read again and again: only the last answers count
            return socket.isClosing() ? -1 : 0;
        }
        int count;
        try {
            count = channel.read(bytes);
        } catch (IOException reset) {
            count = -1;
        }
        if (wire != null) {
            wire.received(bytes, count);
        }
        received += draft != null ? 0 : Math.max(count, 0);
        if (count < 0 && draft != null && !socket.isClosing() && !socket.isClosed()) {
            count = end(bytes);
        }
        afterRead = count > 0;
        return count;
    }

    /**
     * The end of what a client sends would overtake its last frames, which a worker has not read
     * yet: they would be lost, and a good close look like a cut. So it takes its turn behind them.
     */
    private int end(ByteBuffer bytes) {
        ended = true;
        draft.end(bytes);
        bytes.put((byte) 0);
        return 1;
    }

    /**
     * Says whether the calling thread is in a callback for this client. What it sends to it
     * there, it writes itself: handing that to the selector's thread would cost more than all the
     * rest. What it sends to others goes by the selector, which bundles it.
     */
    void answering(boolean now) {
        answering = now ? Thread.currentThread() : null;
    }

    /** Something new is in the queue, or the connection is to be closed behind it. */
    void demand() {
        synchronized (sending) {
            if (answering == Thread.currentThread()) {
                send();
            } else {
                wish(true);
            }
        }
    }

    /**
     * Called by the selector's thread with the first buffer of the queue. It sends what there is,
     * and leaves this buffer as it was: so the library neither takes another one from the queue
     * in its place nor ends the wish to write, both of which it does without a lock.
     */
    @Override
    public int write(ByteBuffer first) {
        writeMore();
        return 0;
    }

    /** Called by the selector's thread when the queue is empty. */
    @Override
    public void writeMore() {
        synchronized (sending) {
            send();
        }
    }

    /** Always: or the library would not call {@link #writeMore}, and end the wish to write. */
    @Override
    public boolean isNeedWrite() {
        return true;
    }

    /** Sends what is in the queue, many frames at a time, as far as the system takes it. */
    private void send() {
        boolean all = true;
        while (all && !socket.outQueue.isEmpty()) {
            ByteBuffer bundle = bundle();
            int count = send(bundle);
            all = count == bundle.limit();
            remove(count);
        }
        boolean closing = socket.isFlushAndClose();
        if (all && closing && socket.getDraft() == null) {
            sockets.refused(socket);    // the library sends its 404 and then forgets to close
        }
        wish(!all || closing);
    }

    private ByteBuffer bundle() {
        ByteBuffer bundle = BUNDLE.get().clear();
        int from = sent;
        for (ByteBuffer frame : socket.outQueue) {
            int length = Math.min(frame.remaining() - from, bundle.remaining());
            bundle.put(frame.slice(frame.position() + from, length));
            from = 0;
            if (!bundle.hasRemaining()) {
                break;
            }
        }
        return bundle.flip();
    }

    private int send(ByteBuffer bytes) {
        try {
            int count = channel.write(bytes);
            if (wire != null) {
                wire.sent(bytes, count);
            }
            return count;
        } catch (IOException reset) {
            return bytes.limit();   // nobody there: the end is told by reading
        }
    }

    /** Removes from the queue what has been sent. */
    private void remove(int count) {
        written += count;
        sent += count;
        for (ByteBuffer first = socket.outQueue.peek();
                first != null && sent >= first.remaining(); first = socket.outQueue.peek()) {
            sent -= first.remaining();
            socket.outQueue.remove();
        }
    }

    /** Says what the selector's thread is to wait for. Waking it costs, so it is done for news. */
    private void wish(boolean toWrite) {
        SelectionKey key = socket.getSelectionKey();
        int wish = (ended ? 0 : SelectionKey.OP_READ) | (toWrite ? SelectionKey.OP_WRITE : 0);
        try {
            if (key.interestOps() != wish) {
                key.interestOps(wish);
                if (toWrite) {
                    key.selector().wakeup();
                }
            }
        } catch (CancelledKeyException e) {
            socket.outQueue.clear();    // closed by another thread
        }
    }

    /**
     * Closes. A socket closed with bytes in it that nobody has read resets the connection, and
     * the client may lose the close frame that it was sent: where it matters, read them first.
     */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (lingering && channel.isConnected()) {
            try {
                channel.shutdownOutput();
                sockets.linger(channel, wire);
                return;
            } catch (IOException e) {
                // the client has closed already
            }
        }
        channel.close();
        sockets.closed();
    }

    @Override
    public boolean isOpen() {
        return !closed && channel.isOpen();
    }

    @Override
    public boolean isNeedRead() {
        return afterRead;
    }

    /**
     * Called by the selector's thread when every key that was ready has had its turn. The library
     * keeps the keys that it wrote to as if they were still ready, and comes by again at every
     * event: what one message costs would grow with the number of clients. So all are forgotten
     * here; the system reports again what is still ready.
     */
    @Override
    public int readMore(ByteBuffer bytes) {
        afterRead = false;
        socket.getSelectionKey().selector().selectedKeys().clear();
        return 0;
    }

    @Override
    public boolean isBlocking() {
        return channel.isBlocking();
    }
}
