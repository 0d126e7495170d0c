package lesson.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a site has under one name.
 *
 * @param type its media type, with a charset
 * @param tag its ETag: the same bytes have the same
 */
record Resource(byte[] body, String type, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8", "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8", "json", "application/json",
            "xml", "text/xml; charset=utf-8", "svg", "image/svg+xml", "png", "image/png");

    /** Whether files that end so are shown by a browser, and of use in a site. */
    static boolean isKnown(String name) {
        return TYPES.containsKey(name.replaceFirst(".*\\.", ""));
    }

    static Resource of(String name, byte[] body) {
        return new Resource(body, TYPES.get(name.replaceFirst(".*\\.", "")), tag(body));
    }

    static Resource page(String html) {
        return of("html", html.getBytes(StandardCharsets.UTF_8));
    }

    static Resource text(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new Resource(body, "text/plain; charset=utf-8", tag(body));
    }

    private static String tag(byte[] body) {
        return '"' + digest(body) + '"';
    }

    /** Returns the start of a SHA-256, in hex: enough to tell apart what a lesson has. */
    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(body), 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);     // each JDK has it
        }
    }
}
