package lesson.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Program;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.Test;

/** A terminal that was stopped, or a pipe that nobody reads: to the program it is the same. */
class StoppedTerminalTest {
    private static final String LONG = "x".repeat(900);

    private static Process start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Dport=0", "-cp",
                System.getProperty("java.class.path"), EndsWithParent.class.getName(),
                EchoServer.class.getName()));
        return new ProcessBuilder(Program.javaCommand(arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static BufferedReader reader(Process server) {
        return new BufferedReader(new InputStreamReader(server.getInputStream(),
                StandardCharsets.UTF_8));
    }

    /** Reads the first line byte by byte, so that nothing of the next ones is taken. */
    private static int port(Process server) throws IOException {
        var line = new StringBuilder();
        InputStream out = server.getInputStream();
        for (int c = out.read(); c != '\n'; c = out.read()) {
            line.append((char) c);
        }
        return Integer.parseInt(line.substring(line.lastIndexOf(":") + 1).strip());
    }

    @Test
    void everyoneIsServedAndTheLinesThatAreNotShownAreCounted() throws Exception {
        Process server = start();
        try {
            int port = port(server);
            int messages = 3_000;       // some 2.7 MB, and a pipe takes 64 KiB
            try (TestClient client = new TestClient(port)) {
                for (int i = 0; i < messages; i++) {
                    assertThat(client.ask(LONG + i)).endsWith(LONG + i);
                }
                try (TestClient late = new TestClient(port)) {
                    assertThat(late.ask("ci sei?")).isEqualTo("Messaggio ricevuto: ci sei?");
                }
                BufferedReader lines = reader(server);
                int shown = 0;
                String line = lines.readLine();
                while (!line.startsWith("(")) {
                    shown++;
                    line = lines.readLine();
                }
                int lost = Integer.parseInt(line.replaceAll("\\((\\d+) righe non mostrate: il"
                        + " terminale era fermo\\.\\)", "$1"));
                // who came, what they said, and perhaps already who went
                assertThat(shown + lost).isBetween(messages + 3, messages + 4);
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void itsClientsGetTheirCloseFrameAndItEndsAllTheSame() throws Exception {
        Process server = start();
        try {
            try (TestClient client = new TestClient(port(server))) {
                for (int i = 0; i < 200; i++) {
                    client.ask(LONG);
                }
                server.destroy();       // SIGTERM
                assertThat(client.closed()).isEqualTo("1001");
            }
            assertThat(server.waitFor(Program.TIMEOUT, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(128 + 15);
        } finally {
            server.destroyForcibly();
        }
    }
}
