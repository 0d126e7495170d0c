package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of the pages promise before any browser opens them. */
class PageSourceTest {
    private static List<String> blocks(int step, String tag) {
        return blocks(Pages.source(step), tag);
    }

    private static List<String> blocks(String source, String tag) {
        return Pattern.compile("<" + tag + "[ >].*?</" + tag + ">", Pattern.DOTALL)
                .matcher(source).results().map(found -> found.group()).toList();
    }

    /** Its own style and script are what the chat needs besides. */
    @Test
    void thePageOfTheChatSharesThemToo() throws IOException {
        String chat = Files.readString(Node.DOCS.resolve("chat/client.html"));
        assertEquals(3, blocks(chat, "script").size());
        assertEquals(blocks(1, "script").subList(1, 3), blocks(chat, "script").subList(1, 3));
        assertEquals(blocks(1, "style").get(0), blocks(chat, "style").get(0));
    }

    @Test
    void theSharedScriptsAndTheStyleAreTheSameInAllSix() {
        for (int step : Pages.ALL) {
            assertEquals(3, blocks(step, "script").size());
            assertEquals(1, blocks(step, "style").size());
            assertEquals(blocks(1, "script").subList(1, 3),
                    blocks(step, "script").subList(1, 3));
            assertEquals(blocks(1, "style"), blocks(step, "style"));
        }
    }

    private static String titleOfTheNote(int step, String note) throws IOException {
        String first = Files.readString(Pages.file(step).resolveSibling(note)).lines().findFirst()
                .orElseThrow();
        return first.replaceFirst("^# ", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void thePageHasTheTitleOfTheNoteOfItsStep(int step) throws IOException {
        String source = Pages.source(step);
        String italian = titleOfTheNote(step, "README.it.md");
        Matcher heading = Pattern.compile("<h1>\\s*<span class=\"it\">(.*)</span>"
                + "\\s*<span class=\"en\">(.*)</span>\\s*</h1>").matcher(source);
        assertTrue(heading.find());
        assertEquals(List.of(italian, titleOfTheNote(step, "README.md")),
                List.of(heading.group(1), heading.group(2)));
        assertTrue(source.contains("<title>" + italian + "</title>"), italian);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theLessonIsShortAndThePageAsksNobodyForAnything(int step) {
        String source = Pages.source(step);
        String lesson = blocks(step, "script").get(0);
        assertTrue(lesson.startsWith("<script type=\"module\">"), lesson);
        assertTrue(lesson.lines().count() - 2 <= 60, () -> lesson.lines().count() + " lines");
        assertEquals(List.of(), source.lines().filter(line -> line.length() > 100).toList());
        assertFalse(source.contains("\r") || source.contains("\t"));
        assertFalse(source.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write"
                + "|eval\\().*"));
        assertFalse(source.contains("http://") || source.contains("https://"));
        Matcher link = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(source);
        while (link.find()) {
            assertTrue(link.group(1).matches("|data:,|\\.\\./step\\d-\\w+/client\\.html"),
                    link.group());
        }
    }
}
