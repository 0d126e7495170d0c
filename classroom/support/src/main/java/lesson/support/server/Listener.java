package lesson.support.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ServerSocketChannel;
import java.util.stream.Collectors;
import lesson.support.Terminal;

/** Where a server listens: whether it can, and what others have to type. */
public final class Listener {
    private Listener() {
    }

    /**
     * Binds an address for a moment: the library says that a port is in use after the start, in a
     * callback without a client. Ends the program with status 1 if it can't be had.
     */
    public static void check(InetSocketAddress address) {
        try (var probe = ServerSocketChannel.open()) {
            probe.socket().setReuseAddress(true);
            probe.bind(address);
        } catch (IOException e) {
            Terminal.fail(Terminal.FAILED, cannotListen(address, e));
        }
    }

    /** Says why an address can't be bound, and what to try. */
    public static String cannotListen(InetSocketAddress address, Exception error) {
        int port = address.getPort();
        String message = String.valueOf(error.getMessage());
        if (message.contains("in use")) {
            return "La porta " + port + " è già occupata: chiudi il programma che la usa, oppure"
                    + " scegline un'altra, per esempio -Dport=" + (port % 65535 + 1) + ".";
        }
        if (message.contains("assign")) {
            return "host: «" + address.getHostString() + "» non è un indirizzo di questa macchina;"
                    + " prova \"-Dhost=localhost\", oppure \"-Dhost=0.0.0.0\" per aprire il server"
                    + " a tutti.";
        }
        return "Il server non può ascoltare sulla porta " + port + " (" + message
                + "): prova una porta più alta, per esempio -Dport=8081.";
    }

    /** Returns the URL of a host and port. */
    public static String url(String host, int port) {
        return "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** 0.0.0.0 means every address of this machine; a client has to type one of them. */
    public static String reachable(InetSocketAddress address, int port) {
        try {
            String urls = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> address.getAddress().isAnyLocalAddress()
                            ? a instanceof Inet4Address && !a.isLoopbackAddress()
                            : a.equals(address.getAddress()))
                    .map(InetAddress::getHostAddress).map(host -> url(host, port))
                    .collect(Collectors.joining(", "));
            return "Il server è aperto alla rete. " + (urls.isEmpty()
                    ? "Questa macchina non è in rete: la raggiunge solo lei, su "
                            + url("localhost", port) + "."
                    : "Chi è in rete lo raggiunge su " + urls + ".");
        } catch (IOException e) {
            return "Il server è aperto alla rete. I suoi indirizzi non si lasciano leggere: "
                    + e.getMessage() + ".";
        }
    }
}
