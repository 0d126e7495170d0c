package lesson.support.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
            return "host: «" + shortened(address.getHostString()) + "» non è un indirizzo di questa"
                    + " macchina; prova \"-Dhost=localhost\", oppure \"-Dhost=0.0.0.0\" per aprire"
                    + " il server a tutti.";
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
        return "ws://" + authority(host, port);
    }

    /** Returns a host and port as a URL names them. */
    public static String authority(String host, int port) {
        return (host.contains(":") ? "[" + shortened(host) + "]" : host) + ":" + port;
    }

    /** Returns a host; an IPv6 address is as short as it can be (RFC 5952). */
    public static String shortened(String host) {
        String ipv6 = host.replaceFirst("%.*", "");     // a client's adapters have other names
        return Pattern.compile("\\b0(:0)+\\b").matcher(ipv6).results().map(MatchResult::group)
                .reduce((one, other) -> other.length() > one.length() ? other : one)
                .map(zeros -> ipv6.replaceFirst(":?\\b" + zeros + "\\b:?", "::")).orElse(ipv6);
    }

    /** 0.0.0.0 means every address of this machine; a client has to type one of them. */
    public static String reachable(InetSocketAddress address, int port) {
        try {
            List<String> urls = authorities(address, port).stream()
                    .map(at -> "ws://" + at).toList();
            return "Il server è aperto alla rete. " + (urls.isEmpty()
                    ? "Questa macchina non è in rete: il server è raggiungibile solo da qui, su "
                            + url("localhost", port) + "."
                    : "Chi è in rete lo raggiunge su " + String.join(", ", urls) + ".");
        } catch (IOException e) {
            return "Il server è aperto alla rete. Impossibile leggere gli indirizzi di questa"
                    + " macchina.";
        }
    }

    /**
     * Returns the hosts, with the port, by which others reach what listens on an address, the most
     * likely first.
     *
     * @throws IOException if the addresses of this machine can't be read
     */
    public static List<String> authorities(InetSocketAddress address, int port)
            throws IOException {
        InetAddress host = address.getAddress();
        return (host.isAnyLocalAddress() ? likely(addresses(), outgoing()) : List.of(host))
                .stream().map(ip -> authority(ip.getHostAddress(), port)).toList();
    }

    /** An address of an adapter, and how many of its bits name the network there. */
    record Candidate(InetAddress ip, int prefix) {
        /** Nobody else is in a network of one address, such as the end of a tunnel. */
        private boolean isAlone() {
            return prefix == 32;
        }
    }

    private static List<Candidate> addresses() throws IOException {
        List<Candidate> addresses = new ArrayList<>();
        for (NetworkInterface adapter : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (adapter.isUp() && !adapter.isLoopback()) {
                adapter.getInterfaceAddresses().forEach(address -> addresses.add(new Candidate(
                        address.getAddress(), address.getNetworkPrefixLength())));
            }
        }
        return addresses;
    }

    /** The address that this machine goes out with, or none; nothing is sent. */
    private static InetAddress outgoing() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress("203.0.113.1", 9));    // anywhere (RFC 5737)
            return socket.getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns the addresses that a student can type, the most likely first: IPv6 where there is
     * nothing else, and last what a machine gives itself where nobody gives it an address.
     *
     * @param outgoing the one that leads out; those of virtual networks do not
     */
    static List<InetAddress> likely(List<Candidate> candidates, InetAddress outgoing) {
        boolean old = candidates.stream().map(Candidate::ip)
                .anyMatch(ip -> ip instanceof Inet4Address && !ip.isLinkLocalAddress());
        return candidates.stream()
                .filter(one -> one.ip instanceof Inet4Address
                        || !old && !one.ip.isLinkLocalAddress())    // that would need its adapter
                .sorted(Comparator.comparing((Candidate one) -> one.ip.isLinkLocalAddress())
                        .thenComparing(Candidate::isAlone)
                        .thenComparing(one -> !one.ip.equals(outgoing)))
                .map(Candidate::ip).toList();
    }
}
