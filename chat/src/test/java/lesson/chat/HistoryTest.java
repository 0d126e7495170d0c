package lesson.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void itRemembersTheLastTenThousandTextsAndTheirKeys() {
        var history = new History();
        for (int i = 1; i <= 10_003; i++) {
            history.add(new Posted(i, "Alice", "testo", "adesso", "k" + i));
        }
        assertEquals(10_003, history.last());
        assertEquals(3, history.forgotten());
        assertNull(history.known("k3"));
        assertEquals(4, history.known("k4").numero());
        assertEquals(LongStream.rangeClosed(10_001, 10_003).boxed().toList(),
                history.after(10_000).stream().map(Posted::numero).toList());
    }

    @Test
    void itCanBeginAnywhere() {
        var history = new History();
        history.add(new Posted(1, "Alice", "testo", "adesso", "k1"));
        history.beginAt(7);
        assertEquals(7, history.last());
        assertEquals(7, history.forgotten());
        assertNull(history.known("k1"));
    }
}
