package lesson.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A process of its own that outlives a test's JVM that is killed, and then ends the programs that
 * it was told of: those that scenes start know nothing of the test.
 */
final class OrphanKiller {
    private static final String SCRIPT = "while read -r pid; do [ $pid = 0 ] && exit;"
            + " pids=\"$pids $pid\"; done; kill -KILL $pids";
    private static final Set<Long> KNOWN = new HashSet<>();
    private static final PrintStream PIDS = start();

    private OrphanKiller() {
    }

    private static PrintStream start() {
        try {
            Process process = new ProcessBuilder("bash", "-c", SCRIPT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var pids = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            // A JVM that ends as it should has ended them itself.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> pids.println(0)));
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a program, and all that it has started up to now, when this JVM is killed. */
    static synchronized void over(ProcessHandle program) {
        if (KNOWN.add(program.pid())) {
            PIDS.println(program.pid());
        }
        program.descendants().mapToLong(ProcessHandle::pid).filter(KNOWN::add)
                .forEach(PIDS::println);
    }
}
