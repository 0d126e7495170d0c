package lesson.support.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Whose pages may connect (RFC 6455, 10.2). A browser lets any page open a WebSocket to any
 * server, this machine's included, and says only in the Origin header whose page it is. Programs
 * that are no browser can say what they like, so this protects from pages, not from people; nor
 * from a sandboxed frame, whose Origin is "null" as that of a page from disk is.
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+]");

    private final URI welcome;
    private final CompletableFuture<String> ownName;

    /** @param welcome an origin that is let in besides, or null */
    Origins(URI welcome) {
        // A system may take seconds to say what it is called: nobody waits for it.
        this(welcome, CompletableFuture.supplyAsync(Origins::hostName));
    }

    Origins(URI welcome, CompletableFuture<String> ownName) {
        this.welcome = welcome == null ? null : site(welcome.toString());
        this.ownName = ownName;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";     // without a name it has none that a page could use
        }
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
        URI page = site(origin);
        if (page == null) {
            return false;
        }
        String name = page.getHost();
        if (LOOPBACK.contains(name) || isOwnName(name) || welcome != null && same(page, welcome)) {
            return true;
        }
        // A page of this address, whatever its port. Not of a name: anybody's DNS can make one
        // point here.
        URI asked = site("http://" + host);
        return ADDRESS.matcher(name).matches() && asked != null && name.equals(asked.getHost());
    }

    /** Bare, or with .local: no DNS outside can take these. */
    private boolean isOwnName(String name) {
        String own = ownName.getNow("localhost").toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
        return name.equals(own) || name.equals(own + ".local");
    }

    private static boolean same(URI a, URI b) {
        return a.getHost().equals(b.getHost()) && port(a) == port(b);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Returns a site in small letters, scheme, host and port alone; null if it is none. */
    static URI site(String text) {
        try {
            var uri = new URI(text.toLowerCase(Locale.ROOT));
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getRawUserInfo() == null && (uri.getScheme() + "://"
                            + uri.getRawAuthority()).equals(uri.toString()) ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
