package lesson.lab;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import lesson.testkit.Peer;

/**
 * What breaks a rule of RFC 6455 as soon as it has come, or ends a connection by one: the cases
 * that servers, twins and clients are held to, and that docs/conformance.md tells.
 */
public enum Violation {
    /** From a client without a mask, or from a server with one. */
    WRONG_MASK("5.1", 1002, masked -> Peer.frame(Peer.FIN | Peer.TEXT, !masked, (byte) 'x')),
    /** The same, with nothing in it that a mask could be laid over. */
    WRONG_MASK_EMPTY("5.1", 1002, masked -> Peer.frame(Peer.FIN | Peer.TEXT, !masked)),
    RESERVED_BIT("5.2", 1002,
            masked -> Peer.frame(Peer.FIN | 0x40 | Peer.TEXT, masked, (byte) 'x')),
    ANOTHER_RESERVED_BIT("5.2", 1002,
            masked -> Peer.frame(Peer.FIN | 0x10 | Peer.TEXT, masked, (byte) 'x')),
    RESERVED_OPCODE("5.2", 1002, masked -> Peer.frame(Peer.FIN | 3, masked)),
    RESERVED_CONTROL_OPCODE("5.2", 1002, masked -> Peer.frame(Peer.FIN | 11, masked)),
    CONTINUATION_OF_NOTHING("5.4", 1002,
            masked -> Peer.frame(Peer.FIN | Peer.CONTINUATION, masked, (byte) 'x')),
    TEXT_INSIDE_A_MESSAGE("5.4", 1002, masked -> joined(Peer.frame(Peer.TEXT, masked, (byte) 'x'),
            Peer.frame(Peer.FIN | Peer.TEXT, masked, (byte) 'x'))),
    PING_IN_FRAGMENTS("5.5", 1002, masked -> Peer.frame(Peer.PING, masked)),
    PING_TOO_LONG("5.5", 1002, masked -> Peer.frame(Peer.FIN | Peer.PING, masked, new byte[126])),
    CLOSE("5.5.1", 1000, masked -> close(masked, 3, 0xE8)),
    HALF_A_CLOSE_CODE("5.5.1", 1002, masked -> close(masked, 3)),
    /** 1005 is what a program reads where there was no code; nobody may send it. */
    FORBIDDEN_CLOSE_CODE("7.4.1", 1002, masked -> close(masked, 3, 0xED)),
    NOT_UTF_8("8.1", 1007, masked -> Peer.frame(Peer.FIN | Peer.TEXT, masked, (byte) 'a',
            (byte) 0xC3, (byte) 0x28)),
    CLOSE_REASON_NOT_UTF_8("8.1", 1007, masked -> close(masked, 3, 0xE8, 0xFF)),
    /** The header alone: of 1 GiB nobody waits for the rest. */
    TOO_BIG("10.4", 1009, masked -> joined(new byte[] {(byte) (Peer.FIN | Peer.TEXT)},
            Peer.length(1 << 30, masked), new byte[masked ? 4 : 0])),
    /** Breaks no rule of the RFC's: it is for the program to say that it takes text alone. */
    BINARY("7.4.1", 1003, masked -> Peer.frame(Peer.FIN | Peer.BINARY, masked, (byte) 1));

    /** The section of RFC 6455 that has the rule. */
    public final String section;
    /** The code that a server of the lesson closes with. */
    public final int code;
    private final Function<Boolean, byte[]> frames;

    Violation(String section, int code, Function<Boolean, byte[]> frames) {
        this.section = section;
        this.code = code;
        this.frames = frames;
    }

    /** Returns what arrives. @param masked whether it comes from a client */
    public byte[] frames(boolean masked) {
        return frames.apply(masked);
    }

    private static byte[] close(boolean masked, int... payload) {
        byte[] narrow = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            narrow[i] = (byte) payload[i];
        }
        return Peer.frame(Peer.FIN | Peer.CLOSE, masked, narrow);
    }

    /** Returns several frames as one write. */
    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
