package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lesson.testkit.Program;
import lesson.testkit.Scene;

/** A copy of the sources, in which the commands of the notes are run as a student runs them. */
final class FreshClone {
    final Path root = Node.DOCS.resolve("target/fresh-clone");

    /** Copies the sources and compiles them: an exercise has all steps and the chat behind it. */
    FreshClone(Repository repository) {
        Node.check("ws");
        try {
            copy(repository, root);
            Files.createSymbolicLink(root.resolve("docs/node_modules"),
                    Node.DOCS.resolve("node_modules"));
            run("mvn", "-q", "-Dstep=1", "-Dexercise=1-1", "-Dpages", "-Dexec.skip");
            // All is there. Nobody asks the network from here on, and nobody compiles: of two runs
            // that start in the same moment, one would take the other's list of sources away.
            Files.writeString(root.resolve(".mvn/maven.config"),
                    "-o\n-Dmaven.main.skip\n-Dmaven.resources.skip\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all files to a folder, in the place of whatever was there. */
    static void copy(Repository repository, Path folder) throws IOException {
        delete(folder);
        for (String file : repository.files()) {
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Repository.ROOT.resolve(file), copy);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run(String... command) {
        var builder = new ProcessBuilder(command).directory(root.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment(Scene.freePort(), false));
        try (Program maven = Program.start(builder)) {
            OrphanKiller.over(maven.handle());
            if (maven.exit() != 0) {
                throw new AssertionError(String.join(" ", command) + " in a copy of the sources: "
                        + maven);
            }
        } catch (IOException e) {
            Node.missing("Maven is needed on the PATH, and bash: " + e.getMessage());
        }
    }

    /**
     * Returns what makes all programs use a port instead of 8080, and start at less cost.
     *
     * @param wire whether the Java programs show their frames
     */
    static Map<String, String> environment(int port, boolean wire) {
        Map<String, String> environment = new HashMap<>();
        String own = System.getenv("MAVEN_OPTS");
        environment.put("MAVEN_OPTS", String.join(" ", List.of(own == null ? "" : own,
                Program.MAVEN_OPTS, "-Dport=" + port,
                "-Durl=" + Scene.url(port), wire ? "-Dwire" : "")).strip());
        environment.put("PORT", Integer.toString(port));
        environment.put("URL", Scene.url(port));
        return environment;
    }
}
