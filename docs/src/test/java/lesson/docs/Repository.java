package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lesson.testkit.ProjectRoot;

/**
 * The files of the repository, without what a build or npm has made: as they are on disk, or as a
 * test imagines them. Names are paths from the root, with slashes.
 */
final class Repository {
    static final Path ROOT = ProjectRoot.find();

    /** What was read once, by name and text. */
    private static final Map<String, Note> NOTES = new ConcurrentHashMap<>();

    /** What a name stands for; null where that is still to be read. */
    private final Map<String, String> texts;

    private Repository(Map<String, String> texts) {
        this.texts = texts;
    }

    static Repository onDisk() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            Map<String, String> texts = new TreeMap<>();
            files.filter(Files::isRegularFile).map(ROOT::relativize)
                    .map(file -> file.toString().replace('\\', '/'))
                    .filter(name -> !name.matches("(.*/)?(node_modules|target|\\.git)/.*"))
                    .forEach(name -> texts.put(name, null));
            return new Repository(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same with a file that says something else, or is new. */
    Repository with(String name, String text) {
        Map<String, String> others = new TreeMap<>(texts);
        others.put(name, text);
        return new Repository(others);
    }

    /** Returns the same without a file. */
    Repository without(String name) {
        Map<String, String> others = new TreeMap<>(texts);
        others.remove(name);
        return new Repository(others);
    }

    List<String> files() {
        return List.copyOf(texts.keySet());
    }

    boolean hasFile(String name) {
        return texts.containsKey(name);
    }

    /** Whether there is such a file or folder; the root is the empty name. */
    boolean has(String name) {
        String folder = name.isEmpty() || name.endsWith("/") ? name : name + "/";
        return hasFile(name) || texts.keySet().stream().anyMatch(file -> file.startsWith(folder));
    }

    String text(String name) {
        try {
            String imagined = texts.get(name);
            return imagined != null ? imagined : Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(String name) {
        return text(name).lines().toList();
    }

    /** Returns all that is written in Markdown, English first. */
    List<Note> notes() {
        return files().stream().filter(name -> name.endsWith(".md"))
                .sorted(Comparator.comparing(name -> name.endsWith(Note.ITALIAN)))
                .map(this::note).toList();
    }

    Note note(String name) {
        String text = text(name);
        return NOTES.computeIfAbsent(name + "\n" + text, key -> new Note(name, text));
    }
}
