package lesson.support.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may connect (RFC 6455, 10.2). A browser lets any page open a WebSocket to any
 * server, this machine's included, and says only in the Origin header whose page it is. Programs
 * that are no browser can say what they like, so this protects from pages, not from people; nor
 * from a sandboxed frame, whose Origin is "null" as that of a page from disk is.
 */
final class Origins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+]");

    private final URI welcome;

    /** @param welcome an origin that is let in besides, or null */
    Origins(URI welcome) {
        this.welcome = welcome;
    }

    /**
     * Returns whether a page may connect.
     *
     * @param origin the Origin header; empty where the client sent none
     * @param host the Host header: what the client thinks this server is called
     */
    boolean letsIn(String origin, String host) {
        if (origin.isEmpty() || origin.equals("null")) {
            return true;
        }
        URI page = parse(origin);
        if (page == null || page.getHost() == null) {
            return false;
        }
        String name = page.getHost().toLowerCase(Locale.ROOT);
        if (THIS_MACHINE.contains(name) || welcome != null && same(page, welcome)) {
            return true;
        }
        // A page that this address served. Not a name: anybody's DNS can make one point here.
        URI asked = parse("ws://" + host);
        return ADDRESS.matcher(name).matches() && asked != null && same(page, asked);
    }

    private static boolean same(URI a, URI b) {
        return Objects.equals(a.getHost(), b.getHost()) && port(a) == port(b);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return Set.of("https", "wss").contains(uri.getScheme()) ? 443 : 80;
    }

    private static URI parse(String text) {
        try {
            return new URI(text.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
