package lesson.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WrappedByteChannel;

/**
 * The socket of one client: bounds what comes before the handshake is done, counts what leaves,
 * and closes so that the client can still read the close frame.
 */
final class GuardedChannel implements WrappedByteChannel {
    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final GuardedSockets sockets;
    private volatile boolean accepted;
    private volatile boolean lingering;
    private volatile boolean closed;
    private volatile long written;
    private int received;
    private boolean ended;
    private boolean afterRead;

    GuardedChannel(SocketChannel channel, WebSocketImpl socket, GuardedSockets sockets) {
        this.channel = channel;
        this.socket = socket;
        this.sockets = sockets;
    }

    /** The handshake is good: from here on its limit does not count. */
    void accept() {
        accepted = true;
    }

    /** The next {@link #close} leaves the client time to read what was sent. */
    void linger() {
        lingering = true;
    }

    /** Returns how many bytes wait to be sent. */
    long waiting() {
        return socket.getDraft() instanceof LimitedDraft draft ? draft.made.get() - written : 0;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        if (!accepted) {
            if (received >= Limits.HANDSHAKE) {
                throw new IOException("handshake too long");
            }
            bytes.limit(Math.min(bytes.limit(), bytes.position() + Limits.HANDSHAKE - received));
        }
        int count;
        try {
            count = channel.read(bytes);
        } catch (IOException reset) {
            count = -1;
        }
        received += accepted ? 0 : Math.max(count, 0);
        afterRead = count > 0;
        return count < 0 && socket.isOpen() ? end(bytes) : count;
    }

    /**
     * The end of what a client sends would overtake its last frames, which a worker has not read
     * yet: they would be lost, and a good close look like a cut. So it takes its turn behind them.
     */
    private int end(ByteBuffer bytes) {
        if (ended) {
            return 0;
        }
        ended = true;
        ((LimitedDraft) socket.getDraft()).end(bytes);
        bytes.put((byte) 0);
        return 1;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        try {
            count = channel.write(bytes);
        } catch (IOException reset) {
            bytes.position(bytes.limit());      // nobody there: the end is told by reading
        }
        written += count;
        if (socket.isFlushAndClose() && socket.getDraft() == null && !bytes.hasRemaining()) {
            sockets.refused(socket);    // the library sends its 404 and then forgets to close
        }
        return count;
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
                sockets.linger(channel);
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
     * Called by the selector's thread when all keys that were ready have had their turn. In that
     * turn it takes back the wish to write of a client that has just been read from, even one that
     * a worker has made meanwhile: that answer would lie in the queue until something else happens.
     */
    @Override
    public int readMore(ByteBuffer bytes) {
        afterRead = false;
        if (!socket.outQueue.isEmpty()) {
            socket.getWebSocketListener().onWriteDemand(socket);
        }
        return 0;
    }

    @Override
    public boolean isBlocking() {
        return channel.isBlocking();
    }
}
