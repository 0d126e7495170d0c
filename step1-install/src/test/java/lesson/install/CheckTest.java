package lesson.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @Test
    void whereAllIsWellEachThingHasItsLineAndTheNextCommandStandsLast() {
        try (Program check = Program.java(Check.class, "-Dport=0")) {
            assertEquals("Java: " + System.getProperty("java.version") + " ("
                    + System.getProperty("java.vendor") + ")", check.line());
            for (String library : List.of("Java-WebSocket", "Tyrus", "Gson")) {
                assertThat(check.line()).matches(library + ": [0-9]+\\.[0-9]+\\.[0-9]+");
            }
            assertEquals("Porta 0: libera su localhost", check.line());
            assertThat(check.line()).matches("WebSocket sul loopback: handshake, eco e chiusura"
                    + " 1000 in [0-9]+ ms");
            assertEquals("Tutto a posto. Ora il passo 2: mvn -q -Dstep=2", check.line());
            assertEquals(0, check.exit());
            assertEquals(List.of(), check.errors());
        }
    }

    @Test
    void aPortInUseIsSaidWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Program check = Program.java(Check.class, "-Dport=" + taken.getLocalPort())) {
            assertEquals(1, check.exit());
            String port = "orta " + taken.getLocalPort();
            assertThat(check.errors()).singleElement().asString()
                    .startsWith("P" + port + ": non va. La p" + port + " è già occupata: ");
            assertThat(check.rest()).noneMatch(line -> line.startsWith("Tutto a posto"));
        }
    }

    /** Nobody but root may take these ports, where the system keeps to the old custom. */
    @Test
    void aPortOfTheSystemIsNotSaidToBeInUse() throws Exception {
        Path first = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        assumeTrue(Files.exists(first) && Integer.parseInt(Files.readAllLines(first).get(0)) > 80,
                "anybody may take port 80 here");
        List<String> command = new ArrayList<>(System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all") : List.of());
        command.addAll(Program.javaCommand(List.of("-Dport=80", "-cp",
                System.getProperty("java.class.path"), Check.class.getName())));
        try (Program check = Program.command(Map.of(), null, command)) {
            assertEquals(1, check.exit());
            assertEquals(List.of("Porta 80: non va. La porta 80 è riservata al sistema: scegline"
                    + " una più alta, per esempio -Dport=8080."), check.errors());
        }
    }

    @Test
    void aHostOfAnotherMachineIsNotSaidToBeInUse() {
        try (Program check = Program.java(Check.class, "-Dport=0", "-Dhost=192.0.2.1")) {
            assertEquals(1, check.exit());
            assertThat(check.errors()).singleElement().asString().startsWith("Porta 0: non va."
                    + " host: «192.0.2.1» non è un indirizzo di questa macchina;");
        }
    }

    @Test
    void aLibraryThatIsMissingIsNoticedByLoadingIt() {
        assertGsonIsMissing(withoutGson());
    }

    @Test
    void aFileWithTheNameOfALibraryIsNotTakenForIt(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("gson-2.15.0.jar"));
        assertGsonIsMissing(withoutGson() + File.pathSeparator + empty);
    }

    private static String withoutGson() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("gson"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void assertGsonIsMissing(String classPath) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Program check = Program.command(Map.of(), null,
                List.of(java, "-Dport=0", "-cp", classPath, Check.class.getName()))) {
            assertEquals(1, check.exit());
            assertThat(check.errors()).singleElement().asString().startsWith("Gson: non va");
        }
    }

    @Test
    void aPortThatIsNoneIsOneLineAndNothingElse() {
        try (Program check = Program.java(Check.class, "-Dport=http")) {
            assertEquals(2, check.exit());
            assertEquals(List.of(), check.rest());
            assertEquals(List.of("port: «http» non è una porta; serve un numero da 0 a 65535,"
                    + " per esempio -Dport=8081."), check.errors());
        }
    }
}
