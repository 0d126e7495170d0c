package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void noMessageCanClearColourOrFakeTheTerminal() {
        try (Run server = Run.java(Map.of("LC_ALL", "C"), EchoServer.class.getName(), "-Dport=0");
                Talker client = new Talker(server.port())) {
            String attack = "\u001b[2J\u001b[31m\u0007\rx\nClient disconnesso\u009b1A\u202e";
            // not on the wire
            assertEquals("Messaggio ricevuto: " + attack, client.ask(attack));
            assertEquals("Nuovo client connesso!", server.line());
            assertEquals("Messaggio ricevuto: \\u001b[2J\\u001b[31m\\u0007\\rx\\nClient"
                    + " disconnesso\\u009b1A\\u202e", server.line());
        }
    }

    @Test
    void aVeryLongMessageIsCutInTheLogAndWholeOnTheWire() {
        try (Run server = Run.java(EchoServer.class, "-Dport=0");
                Talker client = new Talker(server.port())) {
            String large = "lungo ".repeat(10_000);
            assertEquals("Messaggio ricevuto: " + large, client.ask(large));
            server.line();
            assertEquals("Messaggio ricevuto: " + large.substring(0, 1000) + "… (60000 caratteri)",
                    server.line());
        }
    }
}
