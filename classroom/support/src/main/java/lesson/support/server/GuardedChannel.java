package lesson.support.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import lesson.support.Wire;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;

/**
 * The socket of one client: bounds what comes before the handshake is done, notices when the
 * client has vanished, and closes so that it can still read the close frame.
 */
final class GuardedChannel implements WrappedByteChannel {
    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final GuardedSockets sockets;
    private final Sender sender;
    private final Wire wire;                    // null unless -Dwire
    private volatile Future<?> watch;           // for the handshake, then for its pongs
    private volatile LimitedDraft draft;        // once the handshake is good
    private volatile boolean heard = true;      // since the last ping
    private volatile boolean lingering;
    private volatile boolean closed;
    private int received;
    private boolean ended;
    private boolean afterRead;

    GuardedChannel(SocketChannel channel, WebSocketImpl socket, GuardedSockets sockets,
            Wire wire) {
        this.channel = channel;
        this.socket = socket;
        this.sockets = sockets;
        this.wire = wire;
        sender = new Sender(channel, socket, sockets, wire);
        watch = sockets.deadline(socket);
    }

    /** The handshake is good: from here on its limits do not count, and the draft's do. */
    void accept(Draft accepted) {
        draft = (LimitedDraft) accepted;
        sender.answering(false);
    }

    /** The handshake is done: from here on the client must answer pings. */
    void opened() {
        watch(sockets.pings(this));
    }

    Sender sender() {
        return sender;
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
        return draft == null ? 0 : draft.made.get() - sender.written();
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
            sender.flush(); // an end can be read again and again: only the last answers count
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
        sender.end();
        draft.end(bytes);
        bytes.put((byte) 0);
        return 1;
    }

    /**
     * Called by the selector's thread with the first frame of the queue. It sends what there is
     * and leaves this buffer as it was: so the library neither takes another frame in its place
     * nor ends the wish to write, both of which it does without a lock.
     */
    @Override
    public int write(ByteBuffer first) {
        sender.flush();
        return 0;
    }

    /** Called by the selector's thread when the queue is empty. */
    @Override
    public void writeMore() {
        sender.flush();
    }

    /** Always, or the library would end the wish to write. */
    @Override
    public boolean isNeedWrite() {
        return true;
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
            // The library has looked whether the queue is empty, and then whether all is said. A
            // worker may have put its last answer there and said so between these two looks.
            sender.flush();
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
     * here; the system tells again of those that are still ready.
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
