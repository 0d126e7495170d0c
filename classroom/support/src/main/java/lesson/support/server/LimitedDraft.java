package lesson.support.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ContinuousFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 for one connection, with limits that the library leaves out: it reads each frame's
 * header (5.2) before anything is allocated for it, and refuses a message that is too big, comes
 * in too many fragments or is not masked. It also counts the bytes that were made to be sent.
 */
final class LimitedDraft extends Draft_6455 {
    private static final int CONTROL = 0x08;
    private static final int FIN = 0x80;
    private static final int MASK = 0x80;

    /** Bytes of all frames that were made for this connection. */
    final AtomicLong made = new AtomicLong();

    private final ByteBuffer header = ByteBuffer.allocate(14);  // the longest there is
    private long payload;               // bytes of the current frame that are still to come
    private long message;               // bytes of the current message so far
    private int fragments;              // its frames so far
    private int left;                   // frames that have come and are not yet processed
    private volatile ByteBuffer last;

    LimitedDraft() {
        super(List.of(), List.of(new Protocol("")), Limits.MESSAGE);
    }

    @Override
    public Draft copyInstance() {
        return new LimitedDraft();      // the one that is asked for a connection must limit too
    }

    /**
     * All are alike in what they send. The library asks that in the midst of a broadcast, and its
     * own answer changes while a connection closes: the broadcast would fail there, and whoever
     * came behind miss the message.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof LimitedDraft;
    }

    @Override
    public int hashCode() {
        return LimitedDraft.class.hashCode();
    }

    @Override
    public ByteBuffer createBinaryFrame(Framedata frame) {
        ByteBuffer bytes = super.createBinaryFrame(frame);
        made.addAndGet(bytes.remaining());
        return bytes;
    }

    /** Says that a buffer, still to be translated, stands for the end of what the client sends. */
    void end(ByteBuffer bytes) {
        last = bytes;
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer bytes) {
        if (bytes == last) {
            left = 1;
            return List.of(new Event(null));
        }
        List<Framedata> frames = new ArrayList<>();
        int end = bytes.limit();
        try {
            for (int at = bytes.position(); at < end; ) {
                at = walk(bytes.limit(end), at, end);
                frames.addAll(super.translateFrame(bytes.limit(at)));
            }
        } catch (InvalidDataException e) {
            frames.add(new Event(e));       // what came before it is still answered
        } catch (NullPointerException e) {
            // where the library looks at the reason of a close frame that is not UTF-8
            frames.add(new Event(new InvalidDataException(CloseFrame.NO_UTF8)));
        }
        left = frames.size();
        return frames;
    }

    /** Goes on from a byte to the next frame's first, or to the end of what has come. */
    private int walk(ByteBuffer bytes, int from, int end) throws InvalidDataException {
        int at = from;
        while (payload == 0 && at < end) {
            header.put(bytes.get(at++));
            if (header.position() == 2 && (header.get(1) & MASK) == 0) {
                throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);
            }
            if (header.position() == headerLength()) {
                payload = check();
                header.clear();
                break;
            }
        }
        int skipped = (int) Math.min(payload, end - at);
        payload -= skipped;
        return at + skipped;
    }

    private int headerLength() {
        if (header.position() < 2) {
            return 2;
        }
        return switch (header.get(1) & 0x7F) {
            case 126 -> 2 + 2 + 4;
            case 127 -> 2 + 8 + 4;
            default -> 2 + 4;
        };
    }

    /** Returns the length of the payload that the header announces. */
    private long check() throws InvalidDataException {
        int first = header.get(0);
        int second = header.get(1);
        long length = switch (second & 0x7F) {
            case 126 -> header.getShort(2) & 0xFFFF;
            case 127 -> header.getLong(2);
            default -> second & 0x7F;
        };
        if ((first & CONTROL) == 0) {
            fragments++;
            message += length;
            if (length < 0 || message > Limits.MESSAGE || fragments > Limits.FRAGMENTS) {
                throw new InvalidDataException(CloseFrame.TOOBIG);
            }
            if ((first & FIN) != 0) {
                fragments = 0;
                message = 0;
            }
        }
        return length;
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        Sender sender = Guard.channel(socket).sender();
        sender.answering(--left > 0);
        try {
            if (frame instanceof Event event) {
                event.happen(socket);
            } else {
                super.processFrame(socket, frame);
            }
        } catch (InvalidDataException e) {
            // The code says it all, and the library's reasons are English; but it sends no 1007
            // without one.
            String reason = e.getCloseCode() == CloseFrame.NO_UTF8 ? "non UTF-8" : "";
            throw new InvalidDataException(e.getCloseCode(), reason, e);
        } finally {
            sender.answered();
        }
    }

    /** What happens behind the last good frame, in its turn: a refusal, or the end. */
    private static final class Event extends ContinuousFrame {
        private final InvalidDataException refusal;

        /** @param refusal why the connection ends; null if the client has ended it */
        Event(InvalidDataException refusal) {
            this.refusal = refusal;
        }

        void happen(WebSocketImpl socket) throws InvalidDataException {
            if (refusal != null) {
                throw refusal;
            }
            // Not eot(), which forgets the answers that are still in the queue.
            socket.flushAndClose(CloseFrame.ABNORMAL_CLOSE, "", true);
        }
    }
}
