package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Lines without package and imports. */
    @ParameterizedTest
    @CsvSource({"step1-install/src/main/java/lesson/install/Check.java, 60",
            "step2-server/src/main/java/lesson/server/EchoServer.java, 45",
            "step3-client/src/main/java/lesson/client/Client.java, 45",
            "step4-broadcast/src/main/java/lesson/broadcast/BroadcastServer.java, 45",
            "step5-json/src/main/java/lesson/json/JsonServer.java, 45",
            "step5-json/src/main/java/lesson/json/JsonClient.java, 45",
            "step6-reconnect/src/main/java/lesson/reconnect/ReconnectingClient.java, 45",
            "chat/src/main/java/lesson/chat/ChatServer.java, 65",
            "chat/src/main/java/lesson/chat/ChatClient.java, 65"})
    void theClassOfAStepFitsOnePage(String source, int most) throws IOException {
        List<String> lines = Files.readAllLines(Repository.ROOT.resolve(source)).stream()
                .filter(line -> !line.matches("(package|import) .*")).toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(most);
        assertThat(lines).filteredOn(line -> line.contains("void main(")).hasSize(1);
    }

    static Stream<String> chat() {
        return sources().filter(file -> file.matches("chat/src/main/.*|docs/chat/.*[.]js"));
    }

    /** One idea a class, and a page a class. */
    @ParameterizedTest
    @MethodSource("chat")
    void aClassOfTheChatFitsOnePage(String source) throws IOException {
        assertThat(Files.readAllLines(Repository.ROOT.resolve(source)))
                .filteredOn(line -> !line.matches("(package|import) .*|const .* = require\\(.*"))
                .hasSizeLessThanOrEqualTo(65);
    }

    /** Whoever opens a step finds its lesson, and no other class. */
    @Test
    void aStepHasItsLessonClassesAlone() {
        assertThat(Repository.onDisk().files())
                .filteredOn(file -> file.matches("step[1-6]-[a-z]+/src/main/.*"))
                .extracting(file -> file.replaceAll(".*/", ""))
                .containsExactlyInAnyOrder("Check.java", "EchoServer.java", "Client.java",
                        "BroadcastServer.java", "JsonServer.java", "JsonClient.java",
                        "Message.java", "Reply.java", "ReconnectingClient.java",
                        "JitterClient.java");
    }
}
