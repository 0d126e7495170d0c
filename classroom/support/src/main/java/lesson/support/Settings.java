package lesson.support;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * What can be set from the command line, the same for every step: {@code -Dport=8080}. Each
 * setting is checked; what is wrong with it is said in a sentence.
 */
public final class Settings {
    private static final int HIGHEST_PORT = 65535;

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
        String host = get("host", "localhost");
        boolean name = !host.isBlank() && !host.contains("/");
        var address = name ? new InetSocketAddress(host, port()) : null;
        if (address == null || address.isUnresolved()) {
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
        String port = get("port", "8080");
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
            var uri = new URI(url).parseServerAuthority();
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
     * A site whose pages are let in besides those of this machine: {@code origin}.
     *
     * @return scheme, host and port, or null where nothing is set
     * @throws BadSettingException if it is no origin (RFC 6454)
     */
    public static URI origin() {
        String origin = get("origin", "");
        if (origin.isEmpty()) {
            return null;
        }
        try {
            var uri = new URI(origin).parseServerAuthority();
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null && (uri.getScheme() + "://" + uri.getRawAuthority())
                            .equals(origin)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, as for an origin with a path
        }
        throw new BadSettingException("origin: «" + origin + "» non è l'origine di una pagina;"
                + " prova per esempio \"-Dorigin=https://esempio.it\".");
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
                    + " \"-Dutente=Bruno\", e senza accenti dove il terminale non li passa.");
        }
        return utente;
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
                    + "» non si può scegliere; i valori sono "
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
            throw new BadSettingException("wire: «" + wire + "» non si può scegliere; scrivi -Dwire"
                    + " per vedere l'handshake e i frame, e niente per non vederli.");
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
