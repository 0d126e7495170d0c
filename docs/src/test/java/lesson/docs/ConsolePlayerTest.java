package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;

/** A console that shows something else than its run prints is found; with a shell's own words. */
public class ConsolePlayerTest {
    private static final int PORT = 45678;
    /** Bash acts on a signal between two commands; a long one might begin just before it comes. */
    private static final String FOR_EVER = "while sleep 0.1; do :; done'";
    /** A server, as far as a stage can tell. */
    private static final String SERVER = "bash -c 'trap \"exit 130\" INT; echo Sono in ascolto qui;"
            + " " + FOR_EVER;

    private static void play(String... blocks) {
        play(Map.of(), blocks);
    }

    private static void play(Map<String, String> environment, String... blocks) {
        var note = new Note("page.md", "# Page\n\n" + String.join("\n", blocks));
        ConsolePlayer.play(ConsoleExample.of(note).get(0), Repository.ROOT, PORT, environment);
    }

    private static String console(String... lines) {
        return "```console\n" + String.join("\n", lines) + "\n```\n";
    }

    private static String wire(String... lines) {
        return "```wire\n" + String.join("\n", lines) + "\n```\n";
    }

    private static void assertComplaint(String complaint, String... blocks) {
        assertEquals(complaint, assertThrows(AssertionError.class, () -> play(blocks))
                .getMessage());
    }

    @Test
    void whatIsShownAsItRunsIsNoComplaint() {
        play(console("$ " + SERVER, "Sono in ascolto qui", "^C", "$ echo $?", "130"),
                console("$ echo Ciao >&2; printf Addio", "Ciao", "Addio"));
        play(console("$ " + SERVER, "Sono in ascolto qui"), console("$ true"));
    }

    @Test
    void aLineThatIsNotPrintedIsFound() {
        assertComplaint("page.md:5: expected «Ciao»\nfound    «ciao»",
                console("$ echo ciao", "Ciao"));
        assertComplaint("page.md:6: expected «Addio»\nfound    the end of the program",
                console("$ echo Ciao", "Ciao", "Addio", "$ true"));
    }

    @Test
    void aLineThatIsNotShownIsFound() {
        assertComplaint("page.md:5: expected nothing more, and the end of the program (by itself,"
                + " or with the ^C that the note shows)\nfound    «Addio»",
                console("$ echo Ciao; echo Addio", "Ciao"));
        assertComplaint("page.md:6: expected nothing more, and the end of the program (by itself,"
                + " or with the ^C that the note shows)\nfound    «Addio»",
                console("$ bash -c 'trap \"echo Addio; exit\" INT; echo in ascolto qui; echo ora"
                + " in ascolto qui; " + FOR_EVER, "in ascolto qui", "ora in ascolto qui"));
    }

    @Test
    void attemptsAreNotCounted() {
        String lost = "Connessione persa. Riconnessione...";
        String twice = "$ echo " + lost + "; echo " + lost + "; echo Connesso!";
        play(console(twice, lost, "Connesso!"));
        play(console(twice, lost, lost, lost, "Connesso!"));
        assertThrows(AssertionError.class, () -> play(console(twice, "Connesso!")));
        assertThrows(AssertionError.class, () -> play(console("$ echo Connesso!", lost,
                "Connesso!")));
    }

    @Test
    void aProgramThatEndsBeforeItsCtrlCIsFound() {
        var error = assertThrows(AssertionError.class,
                () -> play(console("$ echo Ciao", "Ciao", "^C", "$ true")));
        assertTrue(error.getMessage().startsWith("page.md:6: expected "), error::getMessage);
    }

    @Test
    void timesVersionsAndPortsAreHeldByTheirShapeOnly() {
        play(console("$ echo 2026-01-01T10:00:00.000Z v20.1.2 in 3 ms ws://localhost:8080, 8081",
                "2026-01-01T10:00:00.000Z v20.1.2 in 3 ms ws://localhost:8080, 8081"));
        play(console("$ echo 2026-01-01T10:00:00.000Z v20.1.2 in 3 ms su " + PORT,
                "1999-12-31T23:59:59.999Z v22.22.22 in 17 ms su 8080"));
        assertThrows(AssertionError.class, () -> play(console("$ echo in 3 ms", "in 3 s")));
        assertThrows(AssertionError.class, () -> play(console("$ echo 127.0.0.1", "127.0.0.2")));
        assertThrows(AssertionError.class, () -> play(console("$ echo su 8082", "su 8080")));
    }

    @Test
    void optionsForMavenThatANoteSetsLeaveThoseOfTheTest() {
        play(Map.of("MAVEN_OPTS", "-Dport=" + PORT), console(
                "$ MAVEN_OPTS=-Xmx256m bash -c 'echo $MAVEN_OPTS'", "-Dport=8080 -Xmx256m"));
    }

    @Test
    void framesAreHeldByTheirBytesAndMaskedOnesByTheirShape() {
        String run = console("$ printf '#1 ← 81 82 | 01 02 03 04 | aa bb\\n#1     testo «xy»\\n"
                + "#1 → 81 02 | 78 79\\n'; echo Ciao", "Ciao");
        play(run, wire("#1 ← 81 82 | 11 12 13 14 | cc dd", "#1     testo «xy»"));
        play(run, wire("#1 → 81 02 | 78 79"));
        assertThrows(AssertionError.class, () -> play(run, wire("#1 → 81 02 | 78 7a")));
        assertThrows(AssertionError.class, () -> play(run, wire("#1 ← 81 82 | 11 12 13 14 | cc")));
        assertThrows(AssertionError.class, () -> play(run, wire("#1     testo «xy»",
                "#1 ← 81 82 | 11 12 13 14 | cc dd")));
    }

    @Test
    void aCommandThatDoesNotWorkIsFound() {
        Node.check();
        String command = "node docs/step2-server/serve.js";
        var error = assertThrows(AssertionError.class,
                () -> ConsoleExamplesTest.tryAlone(command, "page.md:7: ", Repository.ROOT));
        assertTrue(error.getMessage().startsWith("page.md:7: «" + command + "» does not work"));
    }

    /** Starts a program as a stage does, says who it is, and then waits to be killed. */
    public static final class Parent {
        public static void main(String[] args) throws IOException {
            Process program = new ProcessBuilder("sleep", "1000").start();
            OrphanKiller.over(program.toHandle());
            System.out.println(program.pid());
            System.in.read();
        }
    }

    @Test
    void noProgramOfASceneIsLeftBehindWhenItsTestIsKilled() {
        try (Program parent = Program.java(Parent.class)) {
            ProcessHandle program = ProcessHandle.of(Long.parseLong(parent.line())).orElseThrow();
            parent.signal("KILL");
            program.onExit().orTimeout(Program.TIMEOUT, TimeUnit.SECONDS).join();
        }
    }
}
