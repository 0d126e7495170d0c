package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on the projector fits it. */
class SourcesTest {
    static Stream<String> sources() {
        return Repository.onDisk().files().stream()
                .filter(file -> file.matches(".*\\.(java|js|html)"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void noLineIsWiderThanTheProjector(String source) throws IOException {
        List<String> lines = Files.readAllLines(Repository.ROOT.resolve(source));
        for (int i = 0; i < lines.size(); i++) {
            int width = lines.get(i).codePointCount(0, lines.get(i).length());
            assertTrue(width <= 100, source + ":" + (i + 1) + " has " + width + " columns");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"step1-install/src/main/java/lesson/install/Check.java",
            "step2-server/src/main/java/lesson/server/EchoServer.java",
            "step3-client/src/main/java/lesson/client/Client.java",
            "step4-broadcast/src/main/java/lesson/broadcast/BroadcastServer.java",
            "step5-json/src/main/java/lesson/json/JsonServer.java",
            "step5-json/src/main/java/lesson/json/JsonClient.java",
            "step6-reconnect/src/main/java/lesson/reconnect/ReconnectingClient.java"})
    void theClassOfAStepFitsOnePage(String source) throws IOException {
        List<String> lines = Files.readAllLines(Repository.ROOT.resolve(source));
        assertTrue(lines.size() <= 60, source + " has " + lines.size() + " lines");
        assertEquals(1, lines.stream().filter(line -> line.contains("void main(")).count());
    }
}
