package lesson.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.Future;
import lesson.install.Wire;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;

/**
 * The socket of one client: bounds what comes before the handshake is done, counts what leaves,
 * and closes so that the client can still read the close frame.
 */
final class GuardedChannel implements WrappedByteChannel {
    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final GuardedSockets sockets;
    private final Wire wire;                    // null unless -Dwire
    private volatile Future<?> watch;           // for the handshake, then for its pongs
    private volatile boolean heard = true;      // since the last ping
    private volatile LimitedDraft draft;        // once the handshake is good
    private volatile boolean lingering;
    private volatile boolean closed;
    private volatile long written;
    private int received;
    private boolean ended;
    private boolean afterRead;

    GuardedChannel(SocketChannel channel, WebSocketImpl socket, GuardedSockets sockets,
            Wire wire) {
        this.channel = channel;
        this.socket = socket;
        this.sockets = sockets;
        this.wire = wire;
        watch = sockets.deadline(socket);
    }

    /** The handshake is good: from here on its limits do not count, and the draft's do. */
    void accept(Draft accepted) {
        draft = (LimitedDraft) accepted;
    }

    /** The handshake is done: from here on the client must answer pings. */
    void opened() {
        watch(sockets.pings(this));
    }

    /** Cancelled as soon as it can be, or who has come and gone would stay in memory. */
    private synchronized void watch(Future<?> next) {
        watch.cancel(false);
        watch = next;
        if (closed) {
            next.cancel(false);
        }
    }

    /** Asks whether the client is still there, and misses who has not answered the last time. */
    void ping() {
        if (!heard) {
            socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "non risponde");
            return;
        }
        heard = false;
        try {
            socket.sendPing();
        } catch (WebsocketNotConnectedException e) {
            // it is closing
        }
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
            // An end can be read again and again: from here on only the last answers count.
            socket.getSelectionKey().interestOps(SelectionKey.OP_WRITE);
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
        if (count > 0) {
            heard = true;
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
     * Called by the selector's thread, for one frame after the other. Each call of the system costs
     * more than copying a short frame does: those that wait behind the first leave with it.
     */
    @Override
    public int write(ByteBuffer frame) {
        if (!frame.hasRemaining()) {
            return 0;       // it left with the one before it
        }
        ByteBuffer bytes = socket.outQueue.size() > 1 ? sockets.bundle(socket.outQueue) : frame;
        int count = send(bytes);
        if (bytes != frame) {
            skip(count);
        }
        written += count;
        if (socket.isFlushAndClose() && socket.getDraft() == null && !frame.hasRemaining()) {
            sockets.refused(socket);    // the library sends its 404 and then forgets to close
        }
        return count;
    }

    private int send(ByteBuffer bytes) {
        int all = bytes.remaining();
        try {
            int count = channel.write(bytes);
            if (wire != null) {
                wire.sent(bytes, count);
            }
            return count;
        } catch (IOException reset) {
            bytes.position(bytes.limit());      // nobody there: the end is told by reading
            return all;
        }
    }

    /** Marks what has left in a bundle; the library then takes it from the queue. */
    private void skip(int count) {
        int left = count;
        for (ByteBuffer frame : socket.outQueue) {
            int gone = Math.min(left, frame.remaining());
            frame.position(frame.position() + gone);
            left -= gone;
            if (left == 0) {
                break;
            }
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
            watch.cancel(false);
        }
        if (ended && socket.isFlushAndClose()) {
            sendLast();
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

    /**
     * The library looks whether the queue is empty and only then whether all is said. A worker may
     * put its last answer there and say so between these two looks.
     */
    private void sendLast() {
        for (ByteBuffer frame : socket.outQueue) {
            send(frame);
            if (frame.hasRemaining()) {
                break;
            }
        }
    }

    @Override
    public boolean isOpen() {
        return !closed && channel.isOpen();
    }

    @Override
    public boolean isNeedWrite() {
        return false;
    }

    @Override
    public void writeMore() {
        // no bytes of its own
    }

    @Override
    public boolean isNeedRead() {
        return afterRead;
    }

    /**
     * Called by the selector's thread when every key that was ready has had its turn. The library
     * keeps the keys that it wrote to as if they were still ready, and comes by again at every
     * event: what one message costs would grow with the number of clients. So all are forgotten
     * here. In its turn, a key may also have lost the wish to write that a worker had just made:
     * that answer would lie in its queue until something else happens. So the wish is renewed.
     */
    @Override
    public int readMore(ByteBuffer bytes) {
        afterRead = false;
        Set<SelectionKey> ready = socket.getSelectionKey().selector().selectedKeys();
        for (SelectionKey key : ready) {
            if (key.attachment() instanceof WebSocketImpl other) {
                renew(other);
            }
        }
        ready.clear();
        renew(socket);      // it was forgotten when it was read
        return 0;
    }

    private static void renew(WebSocketImpl socket) {
        if (!socket.outQueue.isEmpty() || socket.isFlushAndClose()) {
            socket.getWebSocketListener().onWriteDemand(socket);
        }
    }

    @Override
    public boolean isBlocking() {
        return channel.isBlocking();
    }
}
