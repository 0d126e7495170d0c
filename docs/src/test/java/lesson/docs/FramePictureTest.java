package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

/** The picture of a frame in step 3 shows a frame: a server understands its bytes. */
class FramePictureTest {
    private static final String PICTURE = "step3-client/frame.svg";
    private static final String GREETING = "Ciao, server!";

    @Test
    void theBytesOfThePictureAreTheGreeting() throws IOException {
        byte[] frame = HexFormat.of().parseHex(String.join("", shown("byte")));
        try (Scene server = Side.JAVA.scene(2); Peer client = Peer.open(server.port())) {
            assertEquals("Messaggio ricevuto: " + GREETING, client.write(frame).next().text());
        }
    }

    @Test
    void theLettersOfThePictureAreTheGreeting() throws IOException {
        assertEquals(GREETING, String.join("", shown("letter")).replace('␣', ' '));
    }

    @Test
    void theMaskAndItsResultStandBelowEachByte() throws IOException {
        List<String> bytes = shown("byte");
        List<String> mask = shown("mask");
        List<String> plain = shown("plain");
        for (int i = 0; i < GREETING.length(); i++) {
            int masked = Integer.parseInt(bytes.get(6 + i), 16);
            assertEquals(bytes.get(2 + i % 4), mask.get(i));
            assertEquals(String.format("%02x", masked ^ Integer.parseInt(mask.get(i), 16)),
                    plain.get(i));
        }
    }

    /** Returns the texts of a class, from left to right. */
    private static List<String> shown(String name) throws IOException {
        return Pattern.compile("class=\"" + name + "\"[^>]*>([^<]+)<")
                .matcher(Files.readString(Node.DOCS.resolve(PICTURE))).results()
                .map((MatchResult text) -> text.group(1)).toList();
    }
}
