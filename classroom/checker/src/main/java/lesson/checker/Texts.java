package lesson.checker;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every sentence that a student reads, tasks and hints included, in one of two languages. */
public enum Texts {
    /** Italian. */
    IT,
    /** English. */
    EN;

    private final Properties texts = new Properties();

    Texts() {
        String file = "texts." + name().toLowerCase(Locale.ROOT) + ".properties";
        try (var in = new InputStreamReader(Texts.class.getResourceAsStream(file),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a sentence.
     *
     * @param key its name in the properties
     * @param parts what stands in its gaps
     * @throws NullPointerException if there is no such sentence
     */
    public String say(String key, Object... parts) {
        return raw(key).formatted(parts);
    }

    /** Returns a sentence with its gaps. */
    String raw(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** Returns the names of all sentences, in order. */
    SortedSet<String> keys() {
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
