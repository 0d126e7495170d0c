package lesson.support.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lesson.support.Settings;

/**
 * The head of a request, and the answer in HTTP to whoever is not let in (RFC 6455, 4.2 and 4.4):
 * the library would answer all of them with 404, or with nothing.
 */
final class Handshake {
    private static final String PAGE = "Questo è un server WebSocket, non una pagina: ci si parla"
            + " con la pagina client.html del passo, o con mvn -q -Dstep=3.";
    private static final Pattern CONTROL = Pattern.compile("(?!\r\n|\t)\\p{Cntrl}(?<!\r\n)");
    private static final Pattern REQUEST = Pattern.compile(
            "[A-Z]+ (/|\\*|https?://)[!-~]* HTTP/[0-9.]+\r\n");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");  // RFC 9110, 5.1
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    private final Origins origins;
    private byte[] head = new byte[512];
    private int length;
    private boolean asked;      // the first line has come, and is that of a request

    Handshake(Origins origins) {
        this.origins = origins;
    }

    /**
     * Takes bytes up to the empty line that ends the head.
     *
     * @param in what has come; what is left in it are frames
     * @return whether nothing more has to come: see {@link #refusal()}
     */
    boolean take(ByteBuffer in) {
        while (in.hasRemaining() && length < Limits.HANDSHAKE) {
            if (length == head.length) {
                head = Arrays.copyOf(head, 2 * length);
            }
            byte next = in.get();
            if (length == 0 && (next == '\r' || next == '\n')) {
                continue;       // an empty line may come before (RFC 9112, 2.2)
            }
            head[length++] = next;
            if (next == '\n' && (isComplete() || !isRequest())
                    || length == 1 && (next < 'A' || next > 'Z')) {
                return true;    // the end, or something else than HTTP, such as a TLS hello
            }
        }
        return length == Limits.HANDSHAKE;
    }

    private boolean isComplete() {
        String end = new String(head, Math.max(0, length - 4), Math.min(4, length),
                StandardCharsets.ISO_8859_1);
        return end.endsWith("\n\r\n") || end.endsWith("\n\n");
    }

    private boolean isRequest() {
        asked = asked || REQUEST.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                .matches();
        return asked;
    }

    /** Returns how much memory it takes, in bytes. */
    int held() {
        return head.length;
    }

    /** Returns the head as it came. */
    ByteBuffer head() {
        return ByteBuffer.wrap(head, 0, length);
    }

    /** Returns the answer to who is not let in; null for a good handshake. */
    ByteBuffer refusal() {
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        if (length == Limits.HANDSHAKE && !text.endsWith("\r\n\r\n")) {
            return refuse("431 Request Header Fields Too Large", "", "L'handshake è troppo lungo.");
        }
        String[] lines = text.split("\r\n");
        String[] request = lines[0].split(" ");
        Map<String, String> headers = headers(lines);
        if (!text.endsWith("\r\n\r\n") || request.length != 3 || headers == null
                || CONTROL.matcher(text).find()
                || !request[2].equals("HTTP/1.1")) {
            return refuse("400 Bad Request", "", "Questa non è una richiesta HTTP/1.1.");
        }
        if (!request[0].equals("GET")) {
            return refuse("405 Method Not Allowed", "Allow: GET\r\n", PAGE);
        }
        if (!has(headers.get("upgrade"), "websocket")) {
            return refuse("426 Upgrade Required", "Upgrade: websocket\r\n" + VERSION, PAGE);
        }
        if (!has(headers.get("connection"), "upgrade") || headers.get("host") == null
                || !isKey(headers.get("sec-websocket-key"))) {
            return refuse("400 Bad Request", "", "Questo non è un handshake WebSocket.");
        }
        if (!"13".equals(headers.get("sec-websocket-version"))) {
            return refuse("426 Upgrade Required", "Upgrade: websocket\r\n" + VERSION,
                    "Questo server parla la versione 13 di WebSocket.");
        }
        String origin = headers.getOrDefault("origin", "");
        if (!origins.letsIn(origin, headers.get("host"))) {
            String page = origin.length() > 300 ? origin.substring(0, 300) + "…" : origin;
            System.err.println(Settings.site(page).map(site -> "Rifiutata una pagina di " + site
                    + "; se è una delle tue, riavvia il server con " + origins.toLetIn(site))
                    .orElse("Rifiutata una pagina di «" + page + "», che non è l'origine di un"
                            + " sito."));
            return refuse("403 Forbidden", "", "Questo server non lascia entrare le pagine di"
                    + " questo sito.");
        }
        return null;
    }

    /** Returns the headers by their names in small letters; null where a line is none. */
    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || name.equals("host") && headers.containsKey(name)) {
                return null;
            }
            headers.merge(name, line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private static boolean has(String header, String token) {
        return header != null && List.of(header.toLowerCase(Locale.ROOT).split("\\s*,\\s*"))
                .contains(token);
    }

    private static boolean isKey(String key) {
        try {
            return key != null && key.length() == 24
                    && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private ByteBuffer refuse(String status, String headers, String sentence) {
        boolean bodiless = head[0] == 'H';      // HEAD, which asks for none
        byte[] body = bodiless ? new byte[0] : (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] answer = ("HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(answer.length + body.length).put(answer).put(body).flip();
    }
}
