package lesson.support.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import lesson.support.Wire;
import org.java_websocket.WebSocketImpl;

/**
 * Sends what waits in the queue of one client. The library has its selector's thread do that: a
 * callback's answer is handed to it, and waking a thread costs more than all the rest. Here the
 * thread that answers a client writes to it, and the selector's thread does what others have sent
 * and what the system did not take at once.
 */
final class Sender {
    /** Bytes that one call of the system takes. */
    private static final int BUFFER = 64 * 1024;
    private static final ThreadLocal<ByteBuffer> BUNDLE =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

    private final SocketChannel channel;
    private final WebSocketImpl socket;
    private final GuardedSockets sockets;
    private final Wire wire;                    // null unless -Dwire
    private volatile Thread answering;          // null while nobody does
    private boolean more;                       // will be answered by that thread
    private boolean late;                       // something waits for that, and will not for long
    private boolean ended;                      // the client sends nothing more
    private int sent;                           // bytes of the first frame in the queue
    private volatile long written;

    Sender(SocketChannel channel, WebSocketImpl socket, GuardedSockets sockets, Wire wire) {
        this.channel = channel;
        this.socket = socket;
        this.sockets = sockets;
        this.wire = wire;
    }

    /** Returns how many bytes have been sent. */
    long written() {
        return written;
    }

    /**
     * Says that the calling thread answers this client, until {@link #answered}.
     *
     * @param next whether it then goes on with something else that the client has sent already; the
     *     answers to what came together leave together
     */
    void answering(boolean next) {
        more = next;
        answering = Thread.currentThread();
    }

    /** Sends what has not left yet, unless more is to be answered. */
    void answered() {
        answering = null;
        if (!more && !socket.outQueue.isEmpty()) {
            flush();
        }
    }

    /** Called when something new is in the queue, or the connection is to be closed behind it. */
    synchronized void demand() {
        if (answering != Thread.currentThread()) {
            waitFor(true);
        } else if (!more) {
            send();
        } else if (!late) {
            late = true;
            sockets.flushLater(this);       // the callback for the next message may block
        }
    }

    /** Sends what is in the queue, as far as the system takes it. */
    synchronized void flush() {
        late = false;
        send();
    }

    /** Says that the client sends nothing more: there is nothing to read. */
    synchronized void end() {
        ended = true;
    }

    /** Frees what is in the queue of a client that is gone. */
    synchronized void forget() {
        socket.outQueue.clear();
        sent = 0;
    }

    private void send() {
        boolean all = true;
        while (all && !socket.outQueue.isEmpty()) {
            ByteBuffer bytes = bundle();
            int count = write(bytes);
            all = !bytes.hasRemaining();
            remove(count);
        }
        boolean closing = socket.isFlushAndClose();
        if (all && closing && socket.getDraft() == null) {
            sockets.refused(socket);    // the library sends its 404 and then forgets to close
        }
        waitFor(!all || closing);
    }

    /** Copies what waits, as far as it fits: a call of the system for each frame costs far more. */
    private ByteBuffer bundle() {
        ByteBuffer bundle = BUNDLE.get().clear();
        int from = sent;
        for (ByteBuffer frame : socket.outQueue) {
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

    private int write(ByteBuffer bytes) {
        int all = bytes.remaining();
        try {
            if (wire == null) {
                return channel.write(bytes);
            }
            synchronized (wire) {       // or the client's next frame may be shown before this one
                int count = channel.write(bytes);
                wire.sent(bytes, count);
                return count;
            }
        } catch (IOException reset) {
            bytes.position(bytes.limit());      // nobody there: the end is told by reading
            return all;
        }
    }

    private void remove(int count) {
        written += count;
        sent += count;
        for (ByteBuffer first = socket.outQueue.peek();
                first != null && sent >= first.remaining(); first = socket.outQueue.peek()) {
            sent -= first.remaining();
            socket.outQueue.remove();
        }
    }

    /** Tells the selector's thread what to wait for, and wakes it if there is something to do. */
    private void waitFor(boolean room) {
        SelectionKey key = socket.getSelectionKey();
        int wanted = (ended ? 0 : SelectionKey.OP_READ) | (room ? SelectionKey.OP_WRITE : 0);
        try {
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
                if (room) {
                    key.selector().wakeup();
                }
            }
        } catch (CancelledKeyException e) {
            // closed by another thread
        }
    }
}
