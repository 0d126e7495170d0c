package lesson.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The frames of one side (RFC 6455, section 5.2), one at a time and each only when it is whole.
 * What breaks a rule or a limit is refused by its header, before memory is taken for it.
 */
public final class FrameReader {
    /** Bytes that a frame which is kept costs besides its own: the objects around it. */
    public static final int OVERHEAD = 100;

    private static final int CONTROL = 0x08;
    private static final int CLOSE = 0x08;
    private static final int LONGEST_CONTROL = 125;
    private static final int LONGEST_HEADER = 14;

    private final boolean masked;
    private final int longestMessage;
    private final int mostFragments;

    private byte[] frame = new byte[LONGEST_HEADER];    // as far as it has come
    private int filled;
    private int length;             // of the whole frame; 0 until its header has come
    private int message;            // bytes of the unfinished message
    private int fragments;          // frames of the unfinished message; 0 if there is none

    /** What was read breaks a rule or a limit; it has a code for the close frame (7.4.1). */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        RefusedException(int code) {
            super("close code " + code);
            this.code = code;
        }

        /** Returns 1002, 1007 or 1009. */
        public int code() {
            return code;
        }
    }

    /**
     * Reads from the start of a frame on.
     *
     * @param masked whether the frames have to be, as those of a client (5.1), or must not be
     * @param longestMessage bytes
     * @param mostFragments frames that a message may come in
     */
    public FrameReader(boolean masked, int longestMessage, int mostFragments) {
        this.masked = masked;
        this.longestMessage = longestMessage;
        this.mostFragments = mostFragments;
    }

    /**
     * Takes bytes up to the end of a frame.
     *
     * @param in what has come; what is left in it belongs to the next frame
     * @return the frame, in an array of its own; null if more has to come first
     * @throws RefusedException for a frame against the rules or limits
     */
    public ByteBuffer next(ByteBuffer in) throws RefusedException {
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

    private ByteBuffer finish() throws RefusedException {
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
    public long held() {
        return frame.length - LONGEST_HEADER + message + (long) fragments * OVERHEAD;
    }

    private int headerLength() throws RefusedException {
        if (masked != (frame[1] < 0)) {
            throw new RefusedException(1002);
        }
        return 2 + (masked ? 4 : 0) + switch (frame[1] & 0x7F) {
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
    private int check() throws RefusedException {
        boolean last = (frame[0] & 0x80) != 0;
        int opcode = frame[0] & 0x0F;
        long payload = announced();
        boolean control = opcode >= CONTROL;
        if ((frame[0] & 0x70) != 0 || opcode > 2 && opcode < CLOSE || opcode > 10
                || control && (!last || payload > LONGEST_CONTROL)
                || !control && (opcode == 0) != (fragments > 0)) {
            throw new RefusedException(1002);
        }
        if (!control) {
            if (payload < 0 || payload > longestMessage - message
                    || fragments == mostFragments) {
                throw new RefusedException(1009);
            }
            message = last ? 0 : message + (int) payload;
            fragments = last ? 0 : fragments + 1;
        }
        return (int) payload;
    }

    /** Java-WebSocket ends in a NullPointerException where the reason is not UTF-8. */
    private void checkReason(int header) throws RefusedException {
        byte[] payload = Arrays.copyOfRange(frame, header, length);
        for (int i = 0; masked && i < payload.length; i++) {
            payload[i] ^= frame[header - 4 + i % 4];
        }
        if (payload.length < 2) {
            if (payload.length == 1) {
                throw new RefusedException(1002);
            }
            return;
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (code < 1000 || code > 4999 || code >= 1004 && code <= 1006
                || code >= 1015 && code < 3000) {
            throw new RefusedException(1002);
        }
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
        } catch (CharacterCodingException e) {
            throw new RefusedException(1007);
        }
    }
}
