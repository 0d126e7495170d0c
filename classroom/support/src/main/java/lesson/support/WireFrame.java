package lesson.support;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One frame (RFC 6455, section 5.2) as its bytes come: the header and the start of the payload are
 * kept, and told in words.
 */
final class WireFrame {
    /** Bytes of the payload that are stored: those of the longest control frame (5.5). */
    private static final int STORED = 125;
    /** Bytes of the payload that are shown one by one. */
    private static final int SHOWN = 24;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final int continued;            // the opcode that a continuation goes on with
    private final byte[] header = new byte[14];
    private final byte[] payload = new byte[STORED];
    private int headed;                     // bytes of the header that have come
    private int stored;
    private long come;                      // bytes of the payload that have come

    /** @param continued the opcode of the message that is not finished yet; 0 if there is none */
    WireFrame(int continued) {
        this.continued = continued;
    }

    /** Takes the bytes that are its own. Returns where the next frame begins, or {@code to}. */
    int take(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && !isHeaded()) {
            header[headed++] = bytes.get(at++);
        }
        if (!isHeaded()) {
            return at;
        }
        int count = (int) Math.min(to - at, length() - come);
        for (int i = 0; i < count && stored < STORED; i++) {
            payload[stored++] = bytes.get(at + i);
        }
        come += count;
        return at + count;
    }

    boolean isBegun() {
        return headed > 0;
    }

    /** Whether all has come that is told of it. */
    boolean isReadable() {
        return isHeaded() && stored == Math.min(STORED, length());
    }

    boolean isOver() {
        return isHeaded() && come == length();
    }

    /** Returns the opcode that a continuation behind this frame goes on with; 0 if none can. */
    int message() {
        return opcode() >= CLOSE ? continued : isFinal() ? 0 : type();
    }

    private boolean isHeaded() {
        return headed >= 2 && headed == maskAt() + (isMasked() ? 4 : 0);
    }

    private boolean isFinal() {
        return (header[0] & 0x80) != 0;
    }

    private int opcode() {
        return header[0] & 0x0F;
    }

    private int type() {
        return opcode() == 0 ? continued : opcode();
    }

    private boolean isMasked() {
        return (header[1] & 0x80) != 0;
    }

    private int maskAt() {
        return switch (header[1] & 0x7F) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    /** The length as written, without a sign. */
    private long written() {
        var bytes = ByteBuffer.wrap(header);
        return switch (maskAt()) {
            case 4 -> bytes.getShort(2) & 0xFFFF;
            case 10 -> bytes.getLong(2);
            default -> header[1] & 0x7F;
        };
    }

    /** The length as it counts: one of 2^63 or more is none, and never comes to its end. */
    private long length() {
        return written() < 0 ? Long.MAX_VALUE : written();
    }

    /** Returns the bytes, and beneath them what they mean. */
    List<String> lines() {
        if (!isHeaded()) {
            return List.of(HEX.formatHex(header, 0, headed),
                    "Il frame si interrompe nell'intestazione.");
        }
        List<String> lines = new ArrayList<>(List.of(bytes(), meaning()));
        if (stored > 0 || length() == 0) {
            lines.add(content());
        }
        if (!isReadable()) {
            lines.add("Il frame si interrompe qui: del payload sono passati " + come + " byte.");
        }
        return lines;
    }

    private String bytes() {
        int mask = maskAt();
        List<String> groups = new ArrayList<>(List.of(HEX.formatHex(header, 0, 2)));
        if (mask > 2) {
            groups.add(HEX.formatHex(header, 2, mask));
        }
        if (isMasked()) {
            groups.add(HEX.formatHex(header, mask, mask + 4));
        }
        if (stored > 0) {
            groups.add(start(payload));
        }
        return String.join(" | ", groups);
    }

    private String start(byte[] bytes) {
        int shown = Math.min(stored, SHOWN);
        return HEX.formatHex(bytes, 0, shown) + more(shown);
    }

    private String more(int shown) {
        return length() == shown ? ""
                : " … (" + Long.toUnsignedString(written() - shown) + " byte in più)";
    }

    private String meaning() {
        int reserved = header[0] >> 4 & 7;
        int mask = maskAt();
        return "FIN " + (isFinal() ? "1" : "0 (il messaggio continua)")
                + (reserved == 0 ? "" : ", RSV "
                        + Integer.toBinaryString(8 | reserved).substring(1))
                + ", opcode " + opcode() + " (" + name() + "), MASK "
                + (isMasked() ? "1 con la chiave " + HEX.formatHex(header, mask, mask + 4) : "0")
                + ", lunghezza " + Long.toUnsignedString(written())
                + switch (mask) {
                    case 4 -> " (126, poi 2 byte)";
                    case 10 -> " (127, poi 8 byte)";
                    default -> "";
                };
    }

    private String name() {
        return switch (opcode()) {
            case 0 -> "continuazione";
            case 1 -> "testo";
            case 2 -> "binario";
            case 8 -> "chiusura";
            case 9 -> "ping";
            case 10 -> "pong";
            default -> "riservato";
        };
    }

    private String content() {
        byte[] plain = Arrays.copyOf(payload, stored);
        for (int i = 0; isMasked() && i < stored; i++) {
            plain[i] ^= header[maskAt() + i % 4];
        }
        if (type() == CLOSE) {
            return close(plain);
        }
        if (length() == 0) {
            return "senza payload";
        }
        return type() == TEXT ? "testo «" + text(plain, 0) + "»" + more(stored)
                : "dati " + start(plain);
    }

    private String close(byte[] plain) {
        if (stored < 2) {
            return length() == 0 ? "senza codice: per chi lo riceve è 1005"
                    : "con un codice incompleto";
        }
        int code = ByteBuffer.wrap(plain).getShort() & 0xFFFF;
        return "codice " + code + switch (code) {
            case 1000 -> " (chiusura normale)";
            case 1001 -> " (chi chiude se ne va)";
            case 1002 -> " (frame contro le regole)";
            case 1003 -> " (tipo di dati non accettato)";
            case 1007 -> " (testo che non è UTF-8)";
            case 1008 -> " (violazione delle regole di chi chiude)";
            case 1009 -> " (messaggio troppo grande)";
            case 1011 -> " (errore nel server)";
            default -> "";
        } + (stored == 2 ? ", nessun motivo indicato"
                : ", motivo «" + text(plain, 2) + "»" + more(stored));
    }

    /** A character that the cut or the end of a fragment goes through is left out at that end. */
    private String text(byte[] plain, int start) {
        int from = start;
        while (opcode() == 0 && from < Math.min(3, stored) && (plain[from] & 0xC0) == 0x80) {
            from++;
        }
        var text = CharBuffer.allocate(STORED);
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(plain, from, stored - from), text,
                        isFinal() && stored == length());
        return text.flip().toString();
    }
}
