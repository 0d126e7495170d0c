package lesson.support.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import lesson.support.server.Listener.Candidate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest {
    /** What a machine has, and what of that somebody can type, in that order. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "''; ''",
        "192.168.1.5/24; 192.168.1.5",
        // the one that leads out first, whatever is beside it
        "172.17.0.1/16 192.168.1.5/24 10.0.0.7/24; 192.168.1.5 172.17.0.1 10.0.0.7",
        "172.17.0.1/16 10.0.0.7/24; 172.17.0.1 10.0.0.7",
        // a tunnel, also where everything goes through it, and what nobody has given it
        "10.8.0.2/32 10.0.0.7/24; 10.0.0.7 10.8.0.2",
        "192.168.1.5/32 10.0.0.7/24; 10.0.0.7 192.168.1.5",
        "169.254.7.7/16 10.8.0.2/32 10.0.0.7/24; 10.0.0.7 10.8.0.2 169.254.7.7",
        "169.254.7.7/16; 169.254.7.7",
        // IPv6 where there is nothing else
        "fd00::5/64 10.0.0.7/24 fe80::1/64; 10.0.0.7",
        "fe80::1/64 fd00::5/64 2001:db8::5/64; fd00::5 2001:db8::5",
        "169.254.7.7/16 fd00::5/64; fd00::5 169.254.7.7",
        "fe80::1/64; ''"})
    void theMostLikelyAddressIsNamedFirst(String all, String expected) throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        for (String address : words(all)) {
            String[] parts = address.split("/");
            candidates.add(new Candidate(ip(parts[0]), Integer.parseInt(parts[1])));
        }
        List<InetAddress> named = new ArrayList<>();
        for (String address : words(expected)) {
            named.add(ip(address));
        }
        assertEquals(named, Listener.likely(candidates, ip("192.168.1.5")));
        assertEquals(named.size(), Listener.likely(candidates, null).size());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static InetAddress ip(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }

    /** RFC 5952, 4.2. */
    @ParameterizedTest
    @CsvSource({"localhost, localhost", "127.0.0.1, 127.0.0.1", "::1, ::1", "fd00::5, fd00::5",
            "0:0:0:0:0:0:0:0, ::", "0:0:0:0:0:0:0:1, ::1", "fd00:0:0:0:0:0:0:0, fd00::",
            "1:0:0:2:0:0:0:3, 1:0:0:2::3", "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
            "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7", "10:0:0:100:0:0:0:1, 10:0:0:100::1",
            "fe80:0:0:0:0:0:0:1%eth0, fe80::1"})
    void anIpv6AddressIsAsShortAsItCanBe(String host, String shortened) {
        assertEquals("ws://" + (shortened.contains(":") ? "[" + shortened + "]" : shortened)
                + ":8080", Listener.url(host, 8080));
    }
}
