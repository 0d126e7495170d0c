package lesson.support;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM reads a class when it first needs it. Whoever compiles beside a running program empties the
 * folders that it would read from, so it reads them when it starts.
 */
final class EarlyClasses {
    private EarlyClasses() {
    }

    /** Loads every class of the lesson that is in a folder; nobody empties a jar. */
    static void load() {
        ClassLoader loader = EarlyClasses.class.getClassLoader();
        try {
            for (URL folder : Collections.list(loader.getResources("lesson"))) {
                // Tests start many programs, and none of them needs the classes of tests.
                if (folder.getProtocol().equals("file")
                        && !folder.getPath().contains("/test-classes/")) {
                    load(loader, Path.of(folder.toURI()));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void load(ClassLoader loader, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.map(folder.getParent()::relativize).map(Path::toString)
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
            for (String name : names) {
                try {
                    Class.forName(name, false, loader);
                } catch (ClassNotFoundException | LinkageError e) {
                    // nor could it be loaded later
                }
            }
        }
    }
}
