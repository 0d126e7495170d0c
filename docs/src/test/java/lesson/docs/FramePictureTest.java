package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture of a frame in step 3 shows a frame: a server understands its bytes. */
class FramePictureTest {
    private static final String ENGLISH = "frame.svg";
    private static final String ITALIAN = "frame.it.svg";
    private static final String GREETING = "Ciao, server!";

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, ITALIAN})
    void theBytesOfThePictureAreTheGreeting(String picture) throws IOException {
        byte[] frame = HexFormat.of().parseHex(String.join("", shown(picture, "byte")));
        try (Scene server = Side.JAVA.scene(2); Peer client = Peer.open(server.port())) {
            assertEquals("Messaggio ricevuto: " + GREETING, client.write(frame).next().text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, ITALIAN})
    void theLettersOfThePictureAreTheGreeting(String picture) throws IOException {
        assertEquals(GREETING, String.join("", shown(picture, "letter")).replace('␣', ' '));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, ITALIAN})
    void theMaskAndItsResultStandBelowEachByte(String picture) throws IOException {
        List<String> bytes = shown(picture, "byte");
        List<String> mask = shown(picture, "mask");
        List<String> plain = shown(picture, "plain");
        for (int i = 0; i < GREETING.length(); i++) {
            int masked = Integer.parseInt(bytes.get(6 + i), 16);
            assertEquals(bytes.get(2 + i % 4), mask.get(i));
            assertEquals(String.format("%02x", masked ^ Integer.parseInt(mask.get(i), 16)),
                    plain.get(i));
        }
    }

    @Test
    void thePicturesDifferInTheirWordsAlone() throws IOException {
        assertNotEquals(shown(ENGLISH, "label"), shown(ITALIAN, "label"));
        assertEquals(withoutWords(ENGLISH), withoutWords(ITALIAN));
    }

    private static String withoutWords(String picture) throws IOException {
        return text(picture).replaceAll("(class=\"label\"[^>]*)>[^<]*<", "$1><")
                .replaceAll(" lang=\"..\"", "")
                .replaceAll("(?s)(<(?:title|desc) id=\"[td]\">)[^<]*<", "$1<");
    }

    private static String text(String picture) throws IOException {
        return Files.readString(Node.DOCS.resolve("step3-client").resolve(picture));
    }

    /** Returns the texts of a class, from left to right. */
    private static List<String> shown(String picture, String name) throws IOException {
        return Pattern.compile("class=\"" + name + "\"[^>]*>([^<]+)<").matcher(text(picture))
                .results().map((MatchResult text) -> text.group(1)).toList();
    }
}
