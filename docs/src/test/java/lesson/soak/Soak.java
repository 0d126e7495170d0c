package lesson.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.testkit.Program;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What three minutes with 200 clients of all sorts leave behind in each server. Not a part of
 * {@code verify}, for its name: {@code mvn -B verify -Psoak}, and {@code "-Dsoak.seconds=30"} or
 * {@code "-Dsoak.seed=…"} if you like; the same seed makes every client choose the same again.
 */
@Execution(ExecutionMode.SAME_THREAD)
class Soak {
    /** Seconds for each server; what comes before and after takes up to 50 more. */
    private static final int SECONDS = Math.min(150, Integer.getInteger("soak.seconds", 140));
    /** Seconds in which a server loads what it needs, and its tables grow to what they must be. */
    private static final int WARM_UP = 20;
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    /**
     * Bytes of heap that may stay behind: a class loaded late, a compiled pattern, a last message
     * that is still held (64 KiB). In 140 seconds more than 10,000 connections come and go, so it
     * would not cover 32 bytes that each leaves, nor 4 for each message to an echo.
     */
    private static final long TOLERANCE = 256 * 1024;

    /** Three collections of four leave holes in the heap, and count them as arrays of int. */
    private static final String EXACT = "-XX:MarkSweepDeadRatio=0";

    private static final Pattern COMPLAINT = Pattern.compile("Un client .*|Rifiutata una pagina .*"
            // an answer for who has just been let go
            + "|.*[.]WebsocketNotConnectedException[.]");

    @ParameterizedTest
    @EnumSource
    @Timeout(2 * Program.TIMEOUT)
    void nobodyMissesAMessageAndTheServerEndsAsItBegan(Dialect dialect) throws Exception {
        System.out.println("\n" + dialect + ", " + SECONDS + " s, \"-Dsoak.seed=" + SEED + "\"");
        long start = System.nanoTime();
        try (Program server = Program.java(dialect.server, "-Xmx64m", EXACT, "-Dport=0");
                var crowd = new Crowd(dialect, server.port(), SEED)) {
            Vitals before = null;
            Vitals after = null;
            Map<String, Long> lines;
            Map<String, Long> complaints;
            try {
                crowd.stay(WARM_UP);
                before = Vitals.whenQuiet(server.handle().pid());
                crowd.stay(SECONDS);
                after = Vitals.whenQuiet(server.handle().pid());
            } finally {
                server.signal("TERM");
                lines = count(server.rest().stream().map(line -> line.split(":")[0]));
                complaints = count(server.errors().stream());
                System.out.println("clients: " + crowd.counts() + "\nserver: " + lines + "\n  "
                        + complaints + "\nbefore: " + before + "\nafter: " + after + "\n"
                        + (after == null ? "" : "changes: " + after.changes(before)) + "\n"
                        + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
            }
            assertEquals(128 + 15, server.exit());
            assertEquals(crowd.counts().get("connections"), lines.get("Nuovo client connesso!"));
            assertEquals(crowd.counts().get("connections"), lines.get("Client disconnesso"));
            complaints.keySet().forEach(l -> assertTrue(COMPLAINT.matcher(l).matches(), l));
            assertEquals(0, before.connections());
            assertEquals(0, after.connections());
            assertEquals(before.threads(), after.threads());
            assertTrue(after.heap() - before.heap() < TOLERANCE,
                    "the heap has grown");
        }
    }

    private static Map<String, Long> count(Stream<String> words) {
        return words.collect(Collectors.groupingBy(Function.identity(), TreeMap::new,
                Collectors.counting()));
    }

    /**
     * What a server holds, as the JDK's own jcmd tells it.
     *
     * @param objects bytes of all objects that are alive, by class
     * @param connections those among them that are connections
     * @param threads names of the threads that run Java; but compilers come and go
     */
    private record Vitals(Map<String, Long> objects, long connections, List<String> threads) {
        /** A line of jcmd's: rank, how many, bytes, class, and perhaps the module. */
        private static final Pattern CLASS =
                Pattern.compile(" *[0-9]+: +([0-9]+) +([0-9]+) +([^ ]+).*");
        private static final Pattern THREAD = Pattern.compile("\"((?!C[12] )[^\"]*)\" #.*");

        /** When it has forgotten its last client; that may take as long as a handshake may. */
        static Vitals whenQuiet(long pid) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.TIMEOUT);
            Vitals now;
            do {
                now = now(pid);
            } while (now.connections > 0 && System.nanoTime() < deadline);
            return now;
        }

        private static Vitals now(long pid) {
            String objects = jcmd(pid, "GC.class_histogram");   // of what is alive: it collects
            Map<String, Long> bytes = new TreeMap<>();
            long connections = 0;
            for (Matcher line : objects.lines().map(CLASS::matcher).filter(Matcher::matches)
                    .toList()) {
                bytes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum);
                if (line.group(3).equals("org.java_websocket.WebSocketImpl")) {
                    connections = Long.parseLong(line.group(1));
                }
            }
            return new Vitals(bytes, connections, jcmd(pid, "Thread.print").lines()
                    .map(THREAD::matcher).filter(Matcher::matches).map(m -> m.group(1)).sorted()
                    .toList());
        }

        /** Returns the bytes of all. */
        long heap() {
            return objects.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Returns the classes that have some KB more or less than before, and how much. */
        Map<String, Long> changes(Vitals before) {
            var changes = new TreeMap<>(objects);
            before.objects.forEach((name, bytes) -> changes.merge(name, -bytes, Long::sum));
            changes.values().removeIf(bytes -> Math.abs(bytes) < 4096);
            return changes;
        }

        @Override
        public String toString() {
            return heap() + " bytes, " + connections + " connections, " + threads;
        }

        private static String jcmd(long pid, String command) {
            String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            try (Program run = Program.command(Map.of(), null, List.of(jcmd, "" + pid, command))) {
                return String.join("\n", run.rest());
            }
        }
    }
}
