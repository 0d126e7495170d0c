package lesson.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The last texts of a room, as JSON and each once, in the order of their numbers. */
final class History {
    /** Texts that are kept; nobody can catch up on older ones. */
    static final int LONGEST = 10_000;

    private final NavigableMap<Long, String> texts = new TreeMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();    // by key
    private long last;

    /** Adds the next text, and forgets the oldest where there are too many. */
    void add(long numero, String chiave, String json) {
        last = numero;
        texts.put(last, json);
        numbers.put(chiave, last);
        if (texts.size() > LONGEST) {
            texts.pollFirstEntry();
            numbers.remove(numbers.keySet().iterator().next());
        }
    }

    /** Forgets everything: the next text comes after this number. */
    void beginAt(long number) {
        texts.clear();
        numbers.clear();
        last = number;
    }

    /** Returns the number of the last text; 0 before the first. */
    long last() {
        return last;
    }

    /** Returns the number of the last text that is no longer here; 0 where all are. */
    long forgotten() {
        return last - texts.size();
    }

    /** Returns the text with a number; null if it is not here. */
    String text(long number) {
        return texts.get(number);
    }

    /** Returns the text with a key; null if it is not here. */
    String text(String chiave) {
        return texts.get(numbers.getOrDefault(chiave, 0L));
    }
}
