package lesson.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message that is sent over and over, and what must come back for it. Its frame is made once:
 * the load costs as little as it can.
 *
 * @param frame the bytes on the wire, masked as a client's must be (RFC 6455, 5.3)
 * @param answer the first bytes of the text that comes back
 * @param length how many bytes it has in all
 */
record Request(ByteBuf frame, ByteBuf answer, int length) {
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    /** A text that comes back behind the words of step 2. */
    static Request echo(int bytes) {
        String text = "x".repeat(bytes);
        return of(text, "Messaggio ricevuto: " + text, "");
    }

    /** A text that comes back as it is. */
    static Request same(int bytes) {
        String text = "x".repeat(bytes);
        return of(text, text, "");
    }

    /** The object of step 5, which comes back with the time. */
    static Request json() {
        return of("{\"utente\":\"Alice\",\"testo\":\"Ciao, server!\"}",
                "{\"testo\":\"Ciao, server!\",\"timestamp\":\"", "2026-01-01T10:00:00.000Z\"}");
    }

    private static Request of(String text, String answer, String rest) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        // Direct memory goes out as it is. No wider length is needed than 16 bits.
        var frame = ByteBuffer.allocateDirect(2 + 2 + MASK.length + payload.length);
        frame.put((byte) 0x81);                         // FIN, text (5.2)
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        return new Request(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(frame.flip())),
                Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8),
                answer.length() + rest.length());
    }

    /** Returns whether a text is the answer to it. */
    boolean answeredBy(ByteBuf text) {
        return text.readableBytes() == length && ByteBufUtil.equals(answer, 0, text,
                text.readerIndex(), answer.readableBytes());
    }
}
