package lesson.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody who has been told that it was heard loses a word; the soak takes it further. */
class ChatLabTest {
    private static final long SEED = Long.getLong("chat.seed", System.nanoTime());

    @Test
    void tenPeopleOnTwoServersHearFiveHundredTextsOnceAndInOneOrder() {
        System.out.println("chat, \"-Dchat.seed=" + SEED + "\"");
        assertEquals(List.of(), ChatLab.run(10, 50, 1, SEED, System.out::println));
    }
}
