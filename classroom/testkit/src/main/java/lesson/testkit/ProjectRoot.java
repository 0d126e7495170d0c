package lesson.testkit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that has all of the lesson, wherever a program is started. */
public final class ProjectRoot {
    private ProjectRoot() {
    }

    /**
     * Looks for it from the working folder upwards, and else from where this class was compiled.
     *
     * @return an absolute path
     * @throws IllegalStateException if neither is in a copy of the lesson
     */
    public static Path find() {
        try {
            Path here = Path.of("").toAbsolutePath();
            Path classes = Path.of(ProjectRoot.class.getProtectionDomain().getCodeSource()
                    .getLocation().toURI());
            Path root = above(here);
            root = root == null ? above(classes) : root;
            if (root == null) {
                throw new IllegalStateException("no lesson above " + here + " or " + classes);
            }
            return root;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path above(Path start) {
        Path folder = start;
        while (folder != null && !Files.isDirectory(folder.resolve("classroom/exercises"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
