package lesson.support.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import lesson.support.Settings;

/**
 * Whose pages may connect (RFC 6455, 10.2). A browser lets any page open a WebSocket to any
 * server, this machine's included, and says only in the Origin header whose page it is. Programs
 * that are no browser can say what they like, so this protects from pages, not from people; nor
 * from a sandboxed frame, whose Origin is "null" as that of a page from disk is.
 */
final class Origins {
    /** The last two are what some web servers say that they serve. */
    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "[::]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+]");

    private final List<String> welcome;
    private final CompletableFuture<String> ownName;

    /** @param welcome origins that are let in besides, as {@link Settings#site} writes them */
    Origins(List<String> welcome) {
        // A system may take seconds to say what it is called: nobody waits for it.
        this(welcome, CompletableFuture.supplyAsync(Origins::hostName));
    }

    Origins(List<String> welcome, CompletableFuture<String> ownName) {
        this.welcome = welcome;
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
        String page = Settings.site(origin).orElse(null);
        return page != null && (welcome.contains(page) || isOwn(name(page), name(host)));
    }

    private boolean isOwn(String name, String asked) {
        // A page of this address, whatever its port. Not of a name: anybody's DNS can make one
        // point here.
        return THIS_MACHINE.contains(name) || isOwnName(name)
                || ADDRESS.matcher(name).matches() && name.equals(asked);
    }

    /** Returns the setting that lets a page in, besides those that it lets in already. */
    String toLetIn(String page) {
        return "\"-Dorigin=" + String.join(",", welcome) + (welcome.isEmpty() ? "" : ",") + page
                + "\"";
    }

    private static String name(String site) {
        return site.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "")
                .replaceFirst(":[0-9]+$", "");
    }

    /** Bare, or with .local: no DNS outside can take these. */
    private boolean isOwnName(String name) {
        String own = ownName.getNow("localhost").toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
        return name.equals(own) || name.equals(own + ".local");
    }
}
