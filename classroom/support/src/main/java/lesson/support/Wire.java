package lesson.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What {@code -Dwire} prints of one connection, on standard error: the handshake (RFC 6455,
 * section 4), then each frame (5.2) with its meaning. It is shown the bytes as they pass, in any
 * portions; it changes none, and keeps no more than the start of a line or frame.
 */
public final class Wire {
    /** What a server puts behind the client's key (RFC 6455, 1.3). */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** Characters of a header line that are shown. */
    private static final int LINE = 300;
    /** Bytes after which a handshake that does not end is no longer shown. */
    private static final int HEAD = 8 * 1024;
    private static final String KEY = "sec-websocket-key:";
    private static final String ACCEPT = "sec-websocket-accept:";
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final String name;
    private final Consumer<List<String>> printer;
    private final Direction in = new Direction("←");
    private final Direction out = new Direction("→");
    private String key = "";
    private boolean refused;

    /** A connection with the next number, which stands before each of its lines. */
    public Wire() {
        this(CONNECTIONS.incrementAndGet(), Wire::print);
    }

    Wire(int number, Consumer<List<String>> printer) {
        name = "#" + number + " ";
        this.printer = printer;
    }

    /** Nobody else prints between the lines: this is the lock that println takes. */
    private static void print(List<String> lines) {
        synchronized (System.err) {
            lines.forEach(System.err::println);
        }
    }

    /**
     * Shows what has come from the other end.
     *
     * @param bytes a buffer just read into: they stand before its position
     * @param count how many there are; below 0 when the other end sends no more
     */
    public synchronized void received(ByteBuffer bytes, int count) {
        in.pass(bytes, count);
    }

    /**
     * Shows what this end has sent.
     *
     * @param bytes a buffer just written from: they stand before its position
     * @param count how many there are; below 0 when this end sends no more
     */
    public synchronized void sent(ByteBuffer bytes, int count) {
        out.pass(bytes, count);
    }

    /** One of the two directions. */
    private final class Direction {
        private final String arrow;
        private final StringBuilder line = new StringBuilder();
        private boolean head = true;
        private int headBytes;
        private boolean answer;             // the head is an answer, not a request
        private String accept;
        private boolean over;               // nothing more of this direction is shown
        private WireFrame frame = new WireFrame(0);
        private boolean shown;

        Direction(String arrow) {
            this.arrow = arrow;
        }

        void pass(ByteBuffer bytes, int count) {
            int end = bytes.position();
            int at = end - Math.max(count, 0);
            while (head && !over && at < end) {
                head((char) (bytes.get(at++) & 0xFF));
            }
            while (!over && !refused && at < end) {
                at = frame.take(bytes, at, end);
                frame();
            }
            if (count < 0 && !over) {
                end();
            }
        }

        private void frame() {
            if (!shown && frame.isReadable()) {
                show(frame.lines());
                shown = true;
            }
            if (frame.isOver()) {
                frame = new WireFrame(frame.message());
                shown = false;
            }
        }

        /** What was begun and will not be ended is shown as far as it came. */
        private void end() {
            over = true;
            if (head && line.length() > 0) {
                show(List.of(line.toString(), "L'handshake si interrompe qui."));
            } else if (!head && !refused && !shown && frame.isBegun()) {
                show(frame.lines());
            }
        }

        private void head(char c) {
            if (++headBytes > HEAD) {
                over = true;
                show(List.of(line.toString(),
                        "L'handshake non finisce: il resto non viene mostrato."));
                return;
            }
            if (c != '\n') {
                if (line.length() <= LINE && c != '\r') {
                    line.append(line.length() == LINE ? '…' : c);
                }
                return;
            }
            String text = line.toString();
            line.setLength(0);
            if (text.isEmpty()) {
                head = false;
                show(List.of("(la riga vuota che chiude l'handshake)"));
                headOver();
                return;
            }
            show(List.of(text));
            String header = text.toLowerCase(Locale.ROOT);
            if (header.startsWith("http/")) {
                answer = true;
                refused = !header.matches("http/1\\.1 101( .*)?");
            } else if (header.startsWith(KEY)) {
                key = text.substring(KEY.length()).strip();
            } else if (header.startsWith(ACCEPT)) {
                accept = text.substring(ACCEPT.length()).strip();
            }
        }

        private void headOver() {
            if (answer && refused) {
                explain(List.of("Non è una risposta 101: non segue nessun frame."));
            } else if (answer && accept != null && !key.isEmpty()) {
                byte[] digest = sha1(key + GUID);
                String made = Base64.getEncoder().encodeToString(digest);
                String right = made.equals(accept) ? "" : ", ma qui il server ne ha dato un altro.";
                explain(List.of("Sec-WebSocket-Accept nasce dalla chiave: " + key + " + " + GUID,
                        "→ SHA-1 → " + HexFormat.ofDelimiter(" ").formatHex(digest)
                        + " → Base64 → " + made + right));
            }
        }

        /** The first line has the arrow, the others say what it means. */
        private void show(List<String> lines) {
            List<String> told = new ArrayList<>();
            for (String text : lines) {
                told.add(name + (told.isEmpty() ? arrow + " " : "    ") + text);
            }
            printer.accept(told);
        }

        private void explain(List<String> lines) {
            printer.accept(lines.stream().map(text -> name + "    " + text).toList());
        }
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1")
                    .digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
