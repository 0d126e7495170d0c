package lesson.chat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The last texts of a room, each once, in the order of their numbers. */
final class History {
    /** Texts that are kept; nobody can catch up on older ones. */
    static final int LONGEST = 10_000;

    private final NavigableMap<Long, Posted> texts = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();      // by key
    private long last;

    /** Adds the next text, and forgets the oldest where there are too many. */
    void add(Posted text) {
        last = text.numero();
        texts.put(last, text);
        numbers.put(text.chiave(), last);
        if (texts.size() > LONGEST) {
            numbers.remove(texts.pollFirstEntry().getValue().chiave());
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

    /** Returns the texts behind a number. */
    Collection<Posted> after(long number) {
        return texts.tailMap(number, false).values();
    }

    /** Returns the text that has this key; null if there is none. */
    Posted known(String chiave) {
        return texts.get(numbers.getOrDefault(chiave, 0L));
    }
}
