package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void noMessageCanClearColourOrFakeTheTerminal() {
        try (Scene scene = Scene.of(port -> Program.java(Map.of("LC_ALL", "C"),
                EchoServer.class.getName(), "-Dport=" + port));
                TestClient client = scene.client()) {
            String attack = "\u001b[2J\u001b[31m\u0007\rx\nClient disconnesso\u009b1A\u202e";
            // on the wire it stays as it was
            assertEquals("Messaggio ricevuto: " + attack, client.ask(attack));
            assertEquals("Nuovo client connesso!", scene.program().line());
            assertEquals("Messaggio ricevuto: \\u001b[2J\\u001b[31m\\u0007\\rx\\nClient"
                    + " disconnesso\\u009b1A\\u202e", scene.program().line());
        }
    }

    @Test
    void aVeryLongMessageIsCutInTheLogAndWholeOnTheWire() {
        try (Scene scene = Scene.java(EchoServer.class); TestClient client = scene.client()) {
            String large = "lungo ".repeat(10_000);
            assertEquals("Messaggio ricevuto: " + large, client.ask(large));
            scene.program().line();
            assertEquals("Messaggio ricevuto: " + large.substring(0, 1000) + "… (60000 caratteri)",
                    scene.program().line());
        }
    }
}
