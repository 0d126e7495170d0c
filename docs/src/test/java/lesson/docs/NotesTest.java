package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing in the notes has drifted from what they speak of. */
class NotesTest {
    private static final Repository REPOSITORY = Repository.onDisk();

    private static void none(List<String> complaints) {
        assertEquals("", String.join("\n", complaints));
    }

    @Test
    void everyBlockOfCodeStandsInItsSourceAndEveryDiffIsReal() {
        none(SourceBlocks.complaints(REPOSITORY));
    }

    @Test
    void everyLinkAnchorImageAndFileIsThere() {
        none(Links.complaints(REPOSITORY));
    }

    @Test
    void englishAndItalianSayTheSame() {
        none(Translations.complaints(REPOSITORY));
    }

    @Test
    void everyStepHasItsPageInTheOneOrder() {
        none(StepPages.complaints(REPOSITORY));
    }

    @Test
    void everyConsoleCanBePlayed() {
        none(ConsoleExample.complaints(REPOSITORY));
    }
}
