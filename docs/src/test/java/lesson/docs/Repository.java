package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lesson.testkit.ProjectRoot;

/**
 * The files of the repository, without what a build or npm has made: as they are on disk, or as a
 * test imagines them. Names are paths from the root, with slashes.
 */
final class Repository {
    static final Path ROOT = ProjectRoot.find();

    private static final Set<String> MADE = Set.of("node_modules", "target", ".git");

    /** What was read once, by name and text. */
    private static final Map<String, Note> NOTES = new ConcurrentHashMap<>();

    /** What a name stands for; null where that is still to be read. */
    private final Map<String, String> texts;

    private Repository(Map<String, String> texts) {
        this.texts = texts;
    }

    static Repository onDisk() {
        Map<String, String> texts = new TreeMap<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                /** Nobody looks into what is made, and unmade, while this one looks. */
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                    return MADE.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                    if (is.isRegularFile()) {
                        texts.put(ROOT.relativize(file).toString().replace('\\', '/'), null);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Repository(texts);
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
