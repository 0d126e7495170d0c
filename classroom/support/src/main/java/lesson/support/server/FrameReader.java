package lesson.support.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;

/**
 * The frames of one client (RFC 6455, section 5.2), one at a time and each only when it is whole.
 * What breaks a rule or a limit is refused by its header, before memory is taken for it.
 */
final class FrameReader {
    private static final int CONTROL = 0x08;
    private static final int CLOSE = 0x08;
    private static final int LONGEST_CONTROL = 125;
    private static final int LONGEST_HEADER = 14;

    private byte[] frame = new byte[LONGEST_HEADER];    // as far as it has come
    private int filled;
    private int length;             // of the whole frame; 0 until its header has come
    private int message;            // bytes of the unfinished message
    private int fragments;          // frames of the unfinished message; 0 if there is none

    /**
     * Takes bytes up to the end of a frame.
     *
     * @param in what has come; what is left in it belongs to the next frame
     * @return the frame, in an array of its own; null if more has to come first
     * @throws InvalidDataException with the close code for a frame against the rules or limits
     */
    ByteBuffer next(ByteBuffer in) throws InvalidDataException {
        while (in.hasRemaining()) {
            if (length == 0) {
                frame[filled++] = in.get();
                if (filled >= 2 && filled == headerLength()) {
                    length = filled + check();
                    frame = Arrays.copyOf(frame, Math.min(length, filled + in.remaining()));
                }
            } else {
                int count = Math.min(in.remaining(), length - filled);
                if (filled + count > frame.length) {
                    int larger = Math.max(2 * frame.length, filled + count);
                    frame = Arrays.copyOf(frame, Math.min(length, larger));
                }
                in.get(frame, filled, count);
                filled += count;
            }
            if (length > 0 && filled == length) {
                return finish();
            }
        }
        return null;
    }

    private ByteBuffer finish() throws InvalidDataException {
        ByteBuffer whole = ByteBuffer.wrap(frame, 0, length);
        if ((frame[0] & 0x0F) == CLOSE) {
            checkReason(headerLength());
        }
        frame = new byte[LONGEST_HEADER];
        filled = 0;
        length = 0;
        return whole;
    }

    /** Returns how much memory is taken by what is not finished yet, in bytes. */
    long held() {
        return frame.length - LONGEST_HEADER + message + (long) fragments * Limits.OVERHEAD;
    }

    private int headerLength() throws InvalidDataException {
        if ((frame[1] & 0x80) == 0) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);      // not masked (5.1)
        }
        return 2 + 4 + switch (frame[1] & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private long announced() {
        var bytes = ByteBuffer.wrap(frame);
        return switch (frame[1] & 0x7F) {
            case 126 -> bytes.getShort(2) & 0xFFFF;
            case 127 -> bytes.getLong(2);
            default -> frame[1] & 0x7F;
        };
    }

    /** Returns the length of the payload. */
    private int check() throws InvalidDataException {
        boolean last = (frame[0] & 0x80) != 0;
        int opcode = frame[0] & 0x0F;
        long payload = announced();
        boolean control = opcode >= CONTROL;
        if ((frame[0] & 0x70) != 0 || opcode > 2 && opcode < CLOSE || opcode > 10
                || control && (!last || payload > LONGEST_CONTROL)
                || !control && (opcode == 0) != (fragments > 0)) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);
        }
        if (!control) {
            if (payload < 0 || payload > Limits.MESSAGE - message
                    || fragments == Limits.FRAGMENTS) {
                throw new InvalidDataException(CloseFrame.TOOBIG);
            }
            message = last ? 0 : message + (int) payload;
            fragments = last ? 0 : fragments + 1;
        }
        return (int) payload;
    }

    /** The library ends in a NullPointerException where the reason of a close is not UTF-8. */
    private void checkReason(int header) throws InvalidDataException {
        byte[] payload = Arrays.copyOfRange(frame, header, length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= frame[header - 4 + i % 4];
        }
        if (payload.length < 2) {
            if (payload.length == 1) {
                throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);
            }
            return;
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (code < 1000 || code > 4999 || code >= 1004 && code <= 1006
                || code >= 1015 && code < 3000) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR);
        }
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(CloseFrame.NO_UTF8);
        }
    }
}
