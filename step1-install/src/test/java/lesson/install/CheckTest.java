package lesson.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @Test
    void whereAllIsWellEachThingHasItsLineAndTheNextCommandStandsLast() {
        try (Run run = Run.java(Check.class, "-Dport=0")) {
            assertEquals("Java: " + System.getProperty("java.version") + " ("
                    + System.getProperty("java.vendor") + ")", run.line());
            for (String library : List.of("Java-WebSocket", "Tyrus", "Gson")) {
                String line = run.line();
                assertTrue(line.matches(library + ": [0-9]+\\.[0-9]+\\.[0-9]+"), line);
            }
            assertEquals("Porta 0: libera su localhost", run.line());
            String trip = run.line();
            assertTrue(trip.matches("WebSocket sul loopback: handshake, eco e chiusura 1000 in"
                    + " [0-9]+ ms"), trip);
            assertEquals("Tutto a posto. Ora il passo 2: mvn -q -Dstep=2", run.line());
            assertEquals(0, run.exit());
            assertEquals(List.of(), run.errors());
        }
    }

    @Test
    void theLoopbackIsAConversationOfTheProgramWithItself() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        RoundTrip.run(message -> {
            heard.add(message);
            return message;
        });
        assertEquals(List.of("perché ☕"), heard);
        var error = assertThrows(IllegalStateException.class,
                () -> RoundTrip.run(message -> message + "!"));
        assertEquals("l'eco non è il messaggio", error.getMessage());
    }

    @Test
    void aPortInUseIsSaidWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Run run = Run.java(Check.class, "-Dport=" + taken.getLocalPort())) {
            assertEquals(1, run.exit());
            List<String> errors = run.errors();
            assertEquals(1, errors.size(), errors::toString);
            assertTrue(errors.get(0).startsWith("Porta " + taken.getLocalPort() + ": "),
                    errors::toString);
            assertTrue(errors.get(0).endsWith("-Dport=8081"), errors::toString);
            assertTrue(run.rest().stream().noneMatch(line -> line.startsWith("Tutto a posto")));
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
        try (Run run = Run.command(Map.of(), null,
                List.of(java, "-Dport=0", "-cp", classPath, Check.class.getName()))) {
            assertEquals(1, run.exit());
            List<String> errors = run.errors();
            assertEquals(1, errors.size(), errors::toString);
            assertTrue(errors.get(0).startsWith("Gson: non va"), errors::toString);
        }
    }

    @Test
    void aPortThatIsNoneIsOneLineAndNothingElse() {
        try (Run run = Run.java(Check.class, "-Dport=http")) {
            assertEquals(2, run.exit());
            assertEquals(List.of(), run.rest());
            assertEquals(List.of("port: «http» non è una porta; serve un numero da 0 a 65535,"
                    + " per esempio -Dport=8081."), run.errors());
        }
    }
}
