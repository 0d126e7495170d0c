package lesson.support;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be set from the command line, the same for every step: {@code -Dport=8080}. Each
 * setting is checked; what is wrong with it is said in a sentence.
 */
public final class Settings {
    private static final int PORT = 8080;
    private static final int HIGHEST_PORT = 65535;
    private static final int REDIS_PORT = 6379;
    /** Nothing that a shell would act on: who was refused stands in a command to be copied. */
    private static final Pattern ORIGIN = Pattern.compile("(https?://(?=[^:])|"
            + "(?!(https?|wss?|ftp):)[a-z][a-z0-9+.-]*://)"
            + "(\\[[0-9a-f:.]+]|[a-z0-9._-]*)(:[0-9]{1,5})?");

    private Settings() {
    }

    /** A setting that can't be used; its message is for the user. */
    public static final class BadSettingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        /** @param message what is wrong and what to try, in a sentence */
        public BadSettingException(String message) {
            super(message);
        }
    }

    /**
     * Where a server listens: {@code host}, by default localhost, and {@code port}, by default
     * 8080. Port 0 lets the system choose a free one.
     *
     * @return an address whose host is resolved
     * @throws BadSettingException if one of the two is none
     */
    public static InetSocketAddress address() {
        return address(PORT);
    }

    /**
     * The same with another port where none is set.
     *
     * @throws BadSettingException if host or port is none
     */
    public static InetSocketAddress address(int otherwise) {
        String host = get("host", "localhost");
        boolean name = !host.isBlank() && !host.contains("/");
        var address = name ? new InetSocketAddress(host, port(otherwise)) : null;
        if (address == null || address.isUnresolved() || address.getAddress().isMulticastAddress()
                || host.equals("255.255.255.255")) {    // these two can be bound all the same
            throw new BadSettingException("host: «" + host + "» non è un indirizzo di questa"
                    + " macchina; prova \"-Dhost=localhost\", oppure \"-Dhost=0.0.0.0\" per aprire"
                    + " il server a tutti.");
        }
        return address;
    }

    /**
     * The setting {@code port}, by default 8080.
     *
     * @return a number from 0 to 65535
     * @throws BadSettingException if it is none
     */
    public static int port() {
        return port(PORT);
    }

    private static int port(int otherwise) {
        String port = get("port", "" + otherwise);
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= HIGHEST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new BadSettingException("port: «" + port
                + "» non è una porta; serve un numero da 0 a "
                + HIGHEST_PORT + ", per esempio -Dport=8081.");
    }

    /**
     * The server that a client talks to: {@code url}, by default ws://localhost:8080.
     *
     * @return an absolute ws: or wss: URL without a fragment, as RFC 6455, section 3, asks
     * @throws BadSettingException if it is none
     */
    public static URI url() {
        String url = get("url", "ws://localhost:8080");
        try {
            // A machine's name may hold a _, which URI takes for no host: any letter will do here.
            var uri = new URI(url.replace('_', 'x')).parseServerAuthority();
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (List.of("ws", "wss").contains(scheme) && uri.getHost() != null
                    && uri.getPort() <= HIGHEST_PORT && uri.getPort() != 0
                    && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return new URI(scheme + url.substring(scheme.length()));
            }
        } catch (URISyntaxException e) {
            // said below, as for a URL of another kind
        }
        throw new BadSettingException("url: «" + url + "» non è l'indirizzo di un server WebSocket;"
                + " prova per esempio \"-Durl=ws://localhost:8080\".");
    }

    /**
     * The sites whose pages are let in besides those of this machine: {@code origin}, several with
     * commas.
     *
     * @return each as {@link #site} writes it; none where nothing is set
     * @throws BadSettingException if one is no origin (RFC 6454)
     */
    public static List<String> origins() {
        String origins = get("origin", "");
        return origins.isEmpty() ? List.of() : Arrays.stream(origins.split(" *, *", -1))
                .map(origin -> site(origin).orElseThrow(() -> new BadSettingException("origin: «"
                        + origin + "» non è l'origine di una pagina; prova per esempio"
                        + " \"-Dorigin=https://esempio.it\" (più origini si separano con una"
                        + " virgola)."))).toList();
    }

    /**
     * Returns an origin in small letters and without the usual port, as a browser writes it; empty
     * for what is none. Extensions of a browser have one too, and apps that are a page.
     */
    public static Optional<String> site(String text) {
        String site = text.toLowerCase(Locale.ROOT);
        return ORIGIN.matcher(site).matches()
                ? Optional.of(site.replaceFirst("^(http:.*):80$|^(https:.*):443$", "$1$2"))
                : Optional.empty();
    }

    /**
     * The name of who writes, {@code utente}, by default Alice.
     *
     * @return a text that is not blank
     * @throws BadSettingException if it is blank, or did not reach the program whole
     */
    public static String utente() {
        String utente = get("utente", "Alice");
        if (utente.isBlank() || utente.indexOf('\uFFFD') >= 0) {
            throw new BadSettingException("utente: «" + utente
                    + "» non è un nome; prova per esempio"
                    + " \"-Dutente=Bruno\", senza accenti se il terminale non li trasmette.");
        }
        return utente;
    }

    /**
     * Where the room of many servers is: {@code redis}.
     *
     * @return a redis: or rediss: URL with a host and a port; null where nothing is set
     * @throws BadSettingException if it is none
     */
    public static URI redis() {
        String redis = get("redis", "");
        if (redis.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(redis).parseServerAuthority();
            if (List.of("redis", "rediss").contains("" + uri.getScheme()) && uri.getHost() != null
                    && uri.getPort() <= HIGHEST_PORT && uri.getPort() != 0
                    && uri.getRawPath().matches("(/[0-9]{0,4})?")
                    && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri.getPort() > 0 ? uri : new URI(uri.getScheme(), uri.getUserInfo(),
                        uri.getHost(), REDIS_PORT, uri.getPath(), null, null);
            }
        } catch (URISyntaxException e) {
            // said below, as for a URL of another kind
        }
        throw new BadSettingException("redis: «" + redis + "» non è l'indirizzo di un Redis;"
                + " prova per esempio \"-Dredis=redis://localhost:6379\".");
    }

    /**
     * A setting that is one of a few words.
     *
     * @param name the setting
     * @param words what it can be; the first is the default
     * @return one of the words
     * @throws BadSettingException if it is another
     */
    public static String choice(String name, String... words) {
        String word = get(name, words[0]);
        if (!List.of(words).contains(word)) {
            throw new BadSettingException(name + ": «" + word
                    + "» non è ammesso; i valori sono "
                    + String.join(", ", words) + ".");
        }
        return word;
    }

    /**
     * Whether the bytes of each connection are shown: {@code wire}, off unless it is set. Maven
     * makes {@code true} of a bare {@code -Dwire}, Java an empty text.
     *
     * @return whether they are
     * @throws BadSettingException if it is set to anything but true or false
     */
    public static boolean wire() {
        String wire = get("wire", "false");
        if (!List.of("", "true", "false").contains(wire)) {
            throw new BadSettingException("wire: «" + wire + "» non è ammesso; scrivi -Dwire"
                    + " per vedere l'handshake e i frame, oppure togli l'opzione.");
        }
        return !wire.equals("false");
    }

    /**
     * Whether a server is guarded: {@code guard}, on unless it is off.
     *
     * @return whether it is
     * @throws BadSettingException if it is neither
     */
    public static boolean guard() {
        return choice("guard", "on", "off").equals("on");
    }

    private static String get(String name, String otherwise) {
        return System.getProperty(name, otherwise);
    }
}
