package lesson.support.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Collectors;

/** Where a server listens: whether it can, and what others have to type. */
public final class Listener {
    private Listener() {
    }

    /**
     * Says why an address can't be bound, and what to try. The system's own words are in its own
     * language, so it is asked otherwise.
     */
    public static String cannotListen(InetSocketAddress address) {
        int port = address.getPort();
        if (isForeign(address)) {
            return "host: «" + address.getHostString() + "» non è un indirizzo di questa macchina;"
                    + " prova \"-Dhost=localhost\", oppure \"-Dhost=0.0.0.0\" per aprire il server"
                    + " a tutti.";
        }
        if (port < 1024 && !answers(address)) {
            return "La porta " + port + " è riservata al sistema: scegline una più alta, per"
                    + " esempio -Dport=8080.";
        }
        return "La porta " + port + " è già occupata: chiudi il programma che la usa, oppure"
                + " scegline un'altra, per esempio -Dport=" + (port < 1023 || port == 65535
                        ? 8080 : port + 1) + ".";
    }

    /** Whether nothing at all can listen on a host, whatever the port. */
    public static boolean isForeign(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address.getAddress(), 0));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean answers(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 500);
            return true;
        } catch (IOException e) {
            return false;
        }
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
