package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.testkit.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs in networks of their own, whose adapters and routes are those that a test needs. */
@Order(1) // takes long, so it begins first
@Execution(ExecutionMode.CONCURRENT)
class NetworkTest {
    private static final String LOOPBACK = "ip link set lo up; ";
    /** 10.9.9.2 swallows what it is sent, as behind a firewall; nobody has 10.9.9.3. */
    private static final String CABLE = LOOPBACK + "ip link add c0 type veth peer name c1;"
            + " ip addr add 10.9.9.1/24 dev c0; ip link set c0 up; ip link set c1 up;"
            + " ip neigh add 10.9.9.2 lladdr 02:00:00:00:00:01 dev c0";
    private static final String SWALLOWED = "Su ws://10.9.9.2:8080 non risponde nessuno da 10"
            + " secondi: l'indirizzo è giusto? C'è di mezzo un firewall?";
    private static final String UNREACHABLE = "Da qui non si arriva a ws://10.9.9.3:8080:"
            + " l'indirizzo è giusto, e questa macchina è in rete?";

    @BeforeAll
    static void check() throws Exception {
        Node.check("ws");
        boolean allowed = false;
        try {
            allowed = new ProcessBuilder("unshare", "-rn", "ip", "link").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            // no such command
        }
        assumeTrue(allowed, "this system gives no program a network of its own");
    }

    private static Program start(String network, Side side, Main main, String... settings) {
        return run(side.command(main, settings), "unshare", "-rn", "sh", "-c",
                "set -e; " + network + "; exec \"$@\"", "sh");
    }

    private static Program run(List<String> command, String... inside) {
        return Program.command(Map.of(), Node.DOCS,
                Stream.concat(Stream.of(inside), command.stream()).toList());
    }

    private static String bridge(String name, String address) {
        return "ip link add name " + name + " type bridge; ip addr add " + address + " dev " + name
                + " nodad 2> /dev/null; ip link set " + name + " up; ";
    }

    private static void assertNamed(Side side, String host, String network, String... expected) {
        String urls = Arrays.stream(expected).map(ip -> "ws://" + ip + ":8080")
                .collect(Collectors.joining(", "));
        try (Program server = start(LOOPBACK + network + "true", side, Main.ECHO_SERVER,
                "host=" + host, "port=8080")) {
            assertEquals("Il server è aperto alla rete. " + (urls.isEmpty() ? "Questa macchina non"
                    + " è in rete: il server è raggiungibile solo da qui, su ws://localhost:8080."
                    : "Chi è in rete lo raggiunge su " + urls + "."), server.error());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAddressesNamedAreThoseThatLeadHereTheMostLikelyFirst(Side side) {
        String down = "ip link add name b0 type bridge; ip addr add 169.254.7.7/16 dev b0;"
                + " ip addr add 10.0.0.7/24 dev b0; ";
        String own = bridge("b1", "169.254.8.8/16");
        String six = bridge("b2", "fd00::5/64");
        String docker = bridge("docker0", "172.17.0.1/16");
        String tunnel = bridge("tun0", "10.8.0.2/32");
        String wifi = bridge("w0", "192.168.1.5/24") + "ip route add default via 192.168.1.1; ";
        assertNamed(side, "0.0.0.0", down);
        assertNamed(side, "0.0.0.0", down + own, "169.254.8.8");
        assertNamed(side, "0.0.0.0", down + own + six, "[fd00::5]", "169.254.8.8");
        assertNamed(side, "::", own + six + tunnel + docker + wifi, "192.168.1.5", "172.17.0.1",
                "10.8.0.2", "169.254.8.8");
        assertNamed(side, "FD00:0:0::5", six + docker, "[fd00::5]");
    }

    /** IPv6 too, where it has been named. */
    @ParameterizedTest
    @EnumSource
    void anAddressThatIsNamedCanBeTyped(Side side) {
        try (Program server = start(LOOPBACK + bridge("b2", "fd00::5/64") + "true", side,
                Main.ECHO_SERVER, "host=0.0.0.0", "port=8080")) {
            server.until("Server WebSocket in ascolto su ws://0.0.0.0:8080");
            try (Program client = run(side.command(Main.CLIENT, "url=ws://[fd00::5]:8080"),
                    "nsenter", "-t", "" + server.handle().pid(), "-U", "-n",
                    "--preserve-credentials")) {
                client.until("Risposta dal server: Messaggio ricevuto: Ciao, server!");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverDoesNotAnswerIsSaidTrulyWithinTenSecondsWithAndWithoutTheWire(Side side) {
        List<Program> clients = Stream.of("10.9.9.2", "10.9.9.3").map(ip -> "url=ws://" + ip
                + ":8080").flatMap(url -> Stream.of(
                        start(CABLE, side, Main.CLIENT, url),
                        start(CABLE, side, Main.CLIENT, url, "wire="),
                        start(CABLE, side, Main.RECONNECTING_CLIENT, url))).toList();
        try {
            for (int i = 0; i < 6; i++) {
                String why = i < 3 ? SWALLOWED : UNREACHABLE;
                Program client = clients.get(i);
                assertEquals(why, client.error());
                if (i % 3 == 2) {
                    assertEquals("Connessione persa. Riconnessione...", client.line());
                } else {
                    assertEquals(1, client.exit());
                    assertEquals(List.of(), client.errors());
                }
            }
        } finally {
            clients.forEach(Program::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyNetworkThatIsSaidToo(Side side) {
        for (String ip : List.of("10.9.9.3", "[fd00::5]")) {
            try (Program client = start(LOOPBACK + "true", side, Main.CLIENT,
                    "url=ws://" + ip + ":8080")) {
                assertEquals(UNREACHABLE.replace("10.9.9.3", ip), client.error());
                assertEquals(1, client.exit());
            }
        }
    }
}
