package lesson.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void itRemembersTheLastTenThousandTextsAndTheirKeys() {
        var history = new History();
        for (int i = 1; i <= 10_003; i++) {
            history.add(i, "k" + i, "{\"numero\":" + i + "}");
        }
        assertEquals(10_003, history.last());
        assertEquals(3, history.forgotten());
        assertNull(history.text(3));
        assertNull(history.text("k3"));
        assertEquals("{\"numero\":4}", history.text("k4"));
        assertEquals(history.text(4), history.text("k4"));
    }

    @Test
    void itCanBeginAnywhere() {
        var history = new History();
        history.add(1, "k1", "{\"numero\":1}");
        history.beginAt(7);
        assertEquals(7, history.last());
        assertEquals(7, history.forgotten());
        assertNull(history.text("k1"));
    }
}
