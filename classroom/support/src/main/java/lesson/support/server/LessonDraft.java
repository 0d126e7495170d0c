package lesson.support.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455 as the library has it, without extensions: a compressed message could be a thousand
 * times as large as what came. Each method mends one thing.
 */
final class LessonDraft extends Draft_6455 {
    private final AtomicReference<Encoded> last;    // of all connections of a server

    /** A frame, and the bytes that it became. */
    private record Encoded(Framedata frame, ByteBuffer bytes) {
    }

    LessonDraft() {
        this(new AtomicReference<>());
    }

    private LessonDraft(AtomicReference<Encoded> last) {
        super(List.of(), List.of(new Protocol("")), Limits.MESSAGE);
        this.last = last;
    }

    @Override
    public Draft copyInstance() {
        return new LessonDraft(last);
    }

    /** A broadcast has one frame for all: it becomes bytes once, not once for each client. */
    @Override
    public ByteBuffer createBinaryFrame(Framedata frame) {
        Encoded encoded = last.get();
        if (encoded == null || encoded.frame != frame) {
            encoded = new Encoded(frame, super.createBinaryFrame(frame));
            last.set(encoded);
        }
        return encoded.bytes;
    }

    /**
     * A connection is never used twice, so nothing has to be made new. The library does so while
     * another thread closes, and a broadcast would fail that looks for its draft just then.
     */
    @Override
    public void reset() {
        // on purpose
    }

    @Override
    public List<Framedata> translateFrame(ByteBuffer bytes) throws InvalidDataException {
        try {
            return super.translateFrame(bytes);
        } catch (InvalidDataException e) {
            throw withoutEnglish(e);
        }
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        try {
            super.processFrame(socket, frame);
        } catch (InvalidDataException e) {
            throw withoutEnglish(e);
        }
    }

    private static InvalidDataException withoutEnglish(InvalidDataException e) {
        return new InvalidDataException(e.getCloseCode(), reason(e.getCloseCode()), e);
    }

    /** Returns the reason for a close frame: the code says it all, but 1007 needs one. */
    static String reason(int code) {
        return code == CloseFrame.NO_UTF8 ? "non UTF-8" : "";
    }
}
