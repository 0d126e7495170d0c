package lesson.docs;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lesson.testkit.Program;
import lesson.testkit.ProjectRoot;

/** Runs the Node.js twins. */
final class Node {
    /** The folder that everything beside the code stands in. */
    static final Path DOCS = ProjectRoot.find().resolve("docs");

    private static final Path LEASH = DOCS.resolve("src/test/resources/leash.js");

    private Node() {
    }

    /** Fails the test, or skips it outside CI, where something that it needs is not installed. */
    static void missing(String what) {
        if (System.getenv("CI") != null) {
            fail(what);
        }
        abort(what);
    }

    /** Misses Node.js, or one of the modules that docs/package.json names, if it is not there. */
    static void check(String... modules) {
        try {
            if (new ProcessBuilder("node", "--version").start().waitFor() != 0) {
                missing("Node.js 20 or newer is needed");
            }
        } catch (IOException e) {
            missing("Node.js 20 or newer is needed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (String module : modules) {
            if (!Files.isDirectory(DOCS.resolve("node_modules").resolve(module))) {
                missing(module + " is needed: run npm ci in docs");
            }
        }
    }

    /**
     * Runs a script of docs, until the test's JVM ends at the latest.
     *
     * @param script its path in docs
     * @param settings what its environment says, {@code PORT=0} and the like
     */
    static Program run(String script, String... settings) {
        check("ws");
        Map<String, String> environment = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return Program.command(environment, DOCS, arguments(script));
    }

    /** The same, to be started by somebody else. */
    static ProcessBuilder command(String script) {
        check("ws");
        return new ProcessBuilder(arguments(script)).directory(DOCS.toFile());
    }

    private static List<String> arguments(String script) {
        return List.of("node", "--require", LEASH.toString(), script);
    }
}
