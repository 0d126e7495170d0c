package lesson.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a few seconds: is every message accounted for? None of its figures means anything. */
class BenchTest {

    private static void needsNode() {
        if (!Files.isDirectory(MeasuredServer.ROOT.resolve("docs/node_modules/ws"))) {
            String what = "ws is needed: run npm ci in docs";
            if (System.getenv("CI") != null) {
                fail(what);
            }
            abort(what);
        }
    }

    @Test
    void eachSideAnswersEveryMessageOfEachKindOfLoad() throws Exception {
        needsNode();
        var plan = new Plan(1, 0.05, 0.05, 100, 100, 20,
                Pattern.compile("echo-20x16-4096|json-20x16|-100$|chat-two-10|back-jitter"));
        List<String> progress = new ArrayList<>();
        Results results = new Bench(plan, progress::add).run();
        assertEquals(List.of("echo-20x16-4096", "json-20x16", "broadcast-100", "quiet-100",
                "handshake-100", "chat-memory-100", "chat-redis-100", "chat-two-10", "chat-two-100",
                "back-jitter"),
                results.cases().stream().map(Results.Line::name).toList());
        assertEquals(10, progress.stream().filter(line -> line.endsWith("giro 1 di 1")).count());
        for (Results.Line line : results.cases()) {
            assertEquals(1, line.java().size());
            assertEquals(1, line.node().size());
        }
    }

    @Test
    void aWrongAnswerIsNoFigure() throws Exception {
        try (var load = new Load(); var server = MeasuredServer.start(Subject.CEILING, 2)) {
            var talkers = load.connect(server, Subject.CEILING, 2);
            var wrong = new Echo(talkers, Request.echo(32), 4);
            assertThrows(IllegalStateException.class, () -> wrong.measure(server, 0, 0.01));
        }
    }

    @Test
    void aServerThatEndsInTheMiddleIsNoFigure() throws Exception {
        try (var load = new Load(); var server = MeasuredServer.start(Subject.CEILING, 2)) {
            var talkers = load.connect(server, Subject.CEILING, 2);
            var cut = new Echo(talkers, Request.same(32), 4);
            cut.start();
            server.cut();
            assertThrows(IllegalStateException.class, () -> cut.measure(server, 0, 0.01));
        }
    }

    @Test
    void controlCLeavesNoServerBehind() throws Exception {
        needsNode();
        try (var run = Program.java(Bench.class, "-Dcases=echo-1x1", "-Drounds=100")) {
            run.error();
            var servers = run.handle().children().toList();
            assertEquals(3, servers.size());    // Java's, Node.js's and the one of the ceiling
            run.signal("INT");
            run.exit();
            for (ProcessHandle server : servers) {
                server.onExit().get(Program.TIMEOUT, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void withoutNodeItSaysWhatIsMissing() {
        try (var run = Program.java(Map.of("PATH", ""), Bench.class.getName())) {
            assertEquals(List.of("Manca Node.js, con cui si confronta Java: installa la versione"
                    + " 20 o una più nuova, poi riprova."), run.errors());
            assertEquals(1, run.exit());
        }
    }

    @Test
    void withoutRedisItSaysWhatIsNotMeasured(@TempDir Path path) throws Exception {
        needsNode();
        Path node = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node")).filter(Files::exists).findFirst()
                .orElseThrow();
        Path alone = Files.writeString(path.resolve("node"),
                "#!/bin/sh\nexec " + node + " \"$@\"\n");
        assertTrue(alone.toFile().setExecutable(true));
        try (var run = Program.java(Map.of("PATH", path.toString()), Bench.class.getName(),
                "-Drounds=1", "-Dcases=chat-.*-10$")) {
            assertEquals(0, run.exit(), () -> run.errors().toString());
            assertEquals(2, Collections.frequency(run.errors(),
                    "Senza redis-server la chat con la stanza in Redis non si misura."));
        }
    }

    @Test
    void aCaseThatThereIsNotIsOneLine() {
        try (var run = Program.java(Bench.class, "-Dcases=eco")) {
            assertEquals(List.of("cases: «eco» non si trova in nessun caso; prova per esempio"
                    + " -Dcases=echo, broadcast, json, quiet, chat o back."), run.errors());
            assertEquals(2, run.exit());
        }
    }

    @Test
    void aNumberOfRoundsThatIsNoneIsOneLine() {
        try (var run = Program.java(Bench.class, "-Drounds=0")) {
            assertEquals(List.of("rounds: «0» non va bene; serve un numero intero da 1 a 100, per"
                    + " esempio -Drounds=5."), run.errors());
            assertEquals(2, run.exit());
        }
    }
}
