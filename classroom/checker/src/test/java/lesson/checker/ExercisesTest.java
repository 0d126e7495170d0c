package lesson.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.ProjectRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exercise can be solved, is not solved yet, and says what is missing. */
class ExercisesTest {
    private static final Path ROOT = ProjectRoot.find();

    private static final String SOLUTIONS = "classroom/solutions/src/main/java";
    private static final Exercise GREETER = Stories.ALL.get(3);

    /** Only what fails waits so long. */
    private static final long PATIENCE = 1_000L * Program.TIMEOUT;
    private static final Timeouts PATIENT = new Timeouts(PATIENCE, PATIENCE, PATIENCE);
    private static final Timeouts SHORT_SILENCE = new Timeouts(PATIENCE, 4_000, PATIENCE);

    /** What each starter does not do yet: expected and seen, as the student reads it. */
    private static final Map<String, List<String>> MISSING = Map.ofEntries(
            missing("1-1", "Il programma scrive «Il server c'è.».",
                    "il programma scrive «Il server non c'è.»."),
            missing("1-2", "Il programma scrive «Ping: N ms», con N almeno 300 e non molto di più.",
                    "il programma scrive «Ping: 0 ms»."),
            missing("1-3", "Alla chiave dGhlIHNhbXBsZSBub25jZQ== il server risponde con"
                    + " Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                    "la risposta è «Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ=="
                    + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11»."),
            missing("2-1", "Alice riceve «Benvenuto nella chat!».", "niente, per 4 secondi."),
            missing("2-2", "Alice riceve «Troppo basso».", "Alice riceve «Sbagliato»."),
            missing("2-3", "Alice riceve «Piano! Un messaggio al secondo.».",
                    "Alice riceve «Messaggio ricevuto: due»."),
            missing("3-1", "Il server riceve «Sono Bruno».", "niente, per 4 secondi."),
            missing("3-2", "Il server vede la connessione chiudersi con il codice 1000.",
                    "Il server riceve «/esci»."),
            missing("3-3", "Il server riceve «Studio».", "Il server riceve «/pausa»."),
            missing("4-1", "Alice riceve «Qualcuno è uscito: restiamo in 2.».",
                    "niente, per 4 secondi."),
            missing("4-2", "Alice riceve «Anonimo: Ciao».", "Alice riceve «Ciao»."),
            missing("4-3", "Carla non riceve altro.", "Carla riceve «Gol!»."),
            missing("5-1", "Alice riceve «{\"utente\":\"Alice\",\"testo\":\"Ciao\","
                    + "\"timestamp\":\"…\"}».",
                    "Alice riceve «{\"testo\":\"Ciao\",\"timestamp\":\"…\"}»."),
            missing("5-2", "Bruno riceve «{\"utente\":\"Alice\",\"scrive\":true}».",
                    "niente, per 4 secondi."),
            missing("5-3", "Alice riceve «{\"ricevuto\":\"a1\"}».",
                    "Alice riceve «{\"testo\":\"Ciao\",\"timestamp\":\"…\"}»."),
            missing("6-1", "Il programma scrive «Il server non torna: rinuncio.».",
                    "niente, per 4 secondi."),
            missing("6-2", "Il server riceve «riprendi 7».", "niente, per 4 secondi."),
            missing("6-3", "Il server riceve «1 Ciao».", "Il server riceve «Ciao»."),
            missing("7-1", "Bruno riceve «{\"scrive\":\"Alice\"}».", "niente, per 4 secondi."),
            missing("7-2", "Alice riceve «{\"errore\":\"Bruno non c'è\"}».",
                    "Alice riceve «{\"numero\":1,\"utente\":\"Alice\",\"testo\":\"Ciao\","
                    + "\"timestamp\":\"…\",\"chiave\":\"a1\"}»."),
            missing("7-3", "Alice riceve «{\"numero\":3,\"utente\":\"Alice\",\"testo\":\"Ciao\","
                    + "\"timestamp\":\"…\",\"chiave\":\"a2\",\"corregge\":1}».",
                    "Alice riceve «{\"numero\":3,\"utente\":\"Alice\",\"testo\":\"Ciao\","
                    + "\"timestamp\":\"…\",\"chiave\":\"a2\"}»."));

    private static Map.Entry<String, List<String>> missing(String number, String expected,
            String saw) {
        return Map.entry(number, List.of(expected, saw));
    }

    static List<Exercise> exercises() {
        return Stories.ALL;
    }

    /** Compiles a class as a student's run does. Returns how to start it. */
    private static StudentProgram compiled(String sources, Exercise exercise, Path output)
            throws Exception {
        Path root = ROOT.resolve(sources);
        assertThat(new Compilation(Texts.IT, output).compile(root, root.resolve(path(exercise))))
                .isEmpty();
        return StudentProgram.java(exercise.className(), output);
    }

    private static String path(Exercise exercise) {
        return exercise.className().replace('.', '/') + ".java";
    }

    @Test
    void thereAreThreeForEachStepAndForTheChat() {
        assertEquals(IntStream.rangeClosed(1, 7).boxed()
                .flatMap(step -> Stream.of(step + "-1", step + "-2", step + "-3")).toList(),
                Stories.ALL.stream().map(Exercise::number).toList());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theSolutionPasses(Exercise exercise, @TempDir Path output) throws Exception {
        Verdict verdict = exercise.check(compiled(SOLUTIONS, exercise, output), Texts.IT, PATIENT);
        assertTrue(verdict.passed(), verdict::toString);
    }

    /**
     * Outside CI a starter that does something else is the work of whoever sits at this machine,
     * and no fault.
     */
    @ParameterizedTest
    @MethodSource("exercises")
    void theStarterFailsForTheReasonThatItNames(Exercise exercise, @TempDir Path output)
            throws Exception {
        Verdict verdict = exercise.check(compiled(Exercise.SOURCES, exercise, output), Texts.IT,
                SHORT_SILENCE);
        List<String> seen = Arrays.asList(verdict.expected(), verdict.saw());
        List<String> missing = MISSING.get(exercise.number());
        assumeTrue(System.getenv("CI") != null || missing.equals(seen),
                exercise.number() + " is no longer as it was: " + verdict);
        assertEquals(missing, seen, verdict::toString);
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theStarterFitsASlideAndTheSolutionIsNoLongerThanTwo(Exercise exercise) throws Exception {
        Path solution = ROOT.resolve(SOLUTIONS).resolve(path(exercise));
        String code = Files.readString(solution);
        assertFalse(code.contains("TODO"), solution::toString);
        assertTrue(code.lines().count() <= 80, solution::toString);
        assertTrue(Files.isRegularFile(ROOT.resolve(exercise.file())), exercise::file);
    }

    @ParameterizedTest
    @EnumSource(Texts.class)
    void eachHasATitleATaskAndThreeHintsThatDiffer(Texts texts) {
        Set<String> all = new TreeSet<>();
        for (Exercise exercise : Stories.ALL) {
            for (String part : List.of("title", "task", "hint.1", "hint.2", "hint.3")) {
                String text = texts.say(exercise.number() + "." + part);
                assertTrue(all.add(text), text);
                assertFalse(text.isBlank());
                assertTrue(part.equals("title") || text.matches("(?s).*[.;)?]"), text);
            }
        }
    }

    @Test
    void theLanguagesSayTheSameThingsWithTheSameGaps() {
        assertEquals(Texts.IT.keys(), Texts.EN.keys());
        for (String key : Texts.IT.keys()) {
            assertEquals(gaps(Texts.IT, key), gaps(Texts.EN, key), key);
            assertTrue(!key.matches("[1-7]-.*") || !Texts.IT.raw(key).equals(Texts.EN.raw(key)),
                    key);
        }
    }

    private static List<String> gaps(Texts texts, String key) {
        return Pattern.compile("%[a-z]").matcher(texts.raw(key)).results()
                .map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9-9", "true", "", "4", "4-22"})
    void anUnknownNumberIsOneLineThatNamesThoseThereAre(String number) {
        assertUsage("L'esercizio «" + number + "» non c'è. I valori di -Dexercise sono "
                + "1-1, 1-2, 1-3, 2-1, 2-2, 2-3, 3-1, 3-2, 3-3, 4-1, 4-2, 4-3, 5-1, 5-2, 5-3, "
                + "6-1, 6-2, 6-3, 7-1, 7-2, 7-3.", "-Dexercise=" + number);
    }

    @Test
    void anUnknownHintIsOneLine() {
        assertUsage("L'aiuto «4» non c'è. I valori di -Dhint sono 1, 2, 3: comincia dal primo.",
                "-Dexercise=4-2", "-Dhint=4");
    }

    @Test
    void anUnknownLanguageIsOneLine() {
        assertUsage("lang: «fr» non è ammesso; i valori sono it, en.",
                "-Dexercise=4-2", "-Dlang=fr");
    }

    private static void assertUsage(String line, String... options) {
        try (Program run = Program.java(Exercises.class, options)) {
            assertEquals(2, run.exit());
            assertEquals(List.of(), run.rest());
            assertEquals(List.of(line), run.errors());
        }
    }

    @Test
    void aHintComesAloneAndNamesTheNext() {
        try (Program run = Program.java(Exercises.class, "-Dexercise=2-1", "-Dhint=2")) {
            assertEquals("Aiuto 2 di 3: " + Texts.IT.say("2-1.hint.2"), run.line());
            assertEquals("Non basta? mvn -q -Dexercise=2-1 -Dhint=3", run.line());
            assertEquals(0, run.exit());
            assertEquals(List.of(), run.rest());
            assertEquals(List.of(), run.errors());
        }
    }

    /** Checks what stands in the file of exercise 2-1 in a lesson of its own. */
    private static Program check(Path folder, String code, String... options) throws Exception {
        write(folder, code);
        return runIn(folder, options);
    }

    private static void write(Path folder, String code) throws IOException {
        Path file = folder.resolve(GREETER.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, code);
    }

    private static Program runIn(Path folder, String... options) throws Exception {
        Files.createDirectories(folder.resolve(Exercise.SOURCES));
        List<String> arguments = new ArrayList<>(List.of("-Dexercise=2-1"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"),
                EndsWithParent.class.getName(), Exercises.class.getName()));
        return Program.command(Map.of(), folder, Program.javaCommand(arguments));
    }

    private static String code(String folder) throws Exception {
        return Files.readString(ROOT.resolve(folder).resolve(path(GREETER)));
    }

    @Test
    void aRunTellsTheTaskTheStoryAndTheVerdict(@TempDir Path folder) throws Exception {
        try (Program run = check(folder, code(SOLUTIONS), "-Dlang=en")) {
            assertEquals(0, run.exit());
            List<String> lines = run.rest();
            assertEquals("Exercise 2-1: Welcome (5 minutes)", lines.get(0));
            assertEquals("Solve it in classroom/exercises/src/main/java/lesson/server/exercise/"
                    + "Greeter.java", lines.get(2));
            assertEquals("  Alice receives «Benvenuto nella chat!».", lines.get(6));
            assertEquals("Passed! Exercise 2-1 is done.", lines.get(lines.size() - 2));
            assertEquals("The next one: Guess the number, with mvn -q -Dexercise=2-2 -Dlang=en",
                    lines.get(lines.size() - 1));
            assertEquals(List.of(), run.errors());
        }
    }

    /** Nothing of what variables make a JVM say first is the student's. */
    @ParameterizedTest
    @ValueSource(strings = {"_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
    void whatAJvmSaysFirstIsNotTakenForTheStudents(String variable, @TempDir Path folder)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c",
                "export " + variable + "=-Dx=y; exec \"$0\" \"$@\""));
        command.addAll(Program.javaCommand(List.of("-Dexercise=2-1", "-cp",
                System.getProperty("java.class.path"), EndsWithParent.class.getName(),
                Exercises.class.getName())));
        write(folder, code(SOLUTIONS).replace("server.start();", "System.exit(1);"));
        try (Program run = Program.command(Map.of(), folder, command)) {
            assertEquals(1, run.exit());
            assertThat(run.errors()).singleElement().asString().contains(variable);
            assertThat(run.rest()).noneMatch(line -> line.contains("Picked up"));
        }
    }

    @Test
    void aRunThatFailsSaysWhatItExpectedWhatItSawAndHowToGetAHint(@TempDir Path folder)
            throws Exception {
        String shouts = code(SOLUTIONS).replace("Benvenuto", "BENVENUTO");
        try (Program run = check(folder, shouts)) {
            assertEquals(1, run.exit());
            List<String> lines = run.rest();
            assertEquals(List.of("", "Atteso: Alice riceve «Benvenuto nella chat!».",
                    "Visto:  Alice riceve «BENVENUTO nella chat!».",
                    "Non ancora. Un aiuto: mvn -q -Dexercise=2-1 -Dhint=1"),
                    lines.subList(lines.size() - 4, lines.size()));
            assertEquals(List.of(), run.errors());
        }
    }

    /** In a copy where one is solved, one does not compile, and the others have no class. */
    @Test
    void ofAllItIsSaidWhetherTheyAreDone(@TempDir Path folder) throws Exception {
        write(folder, code(SOLUTIONS));
        Files.writeString(folder.resolve(Exercise.SOURCES)
                .resolve("lesson/server/exercise/SlowDown.java"), "refuso");
        try (Program run = runIn(folder, "-Dexercise=all")) {
            List<String> lines = run.rest();
            assertThat(lines).hasSize(22).contains("2-1 Benvenuto: fatto",
                    "2-3 Un messaggio al secondo: da fare");
            assertThat(lines).filteredOn(line -> line.endsWith(": da fare")).hasSize(20);
            assertEquals("Fatti: 1 su 21.", lines.get(21));
            assertEquals(List.of(), run.errors());
            assertEquals(0, run.exit());
        }
    }

    /** Nothing of the compiler's but the mistake, and no stack trace. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-Dtry"})
    void aClassThatDoesNotCompileIsAVerdictToo(String option, @TempDir Path folder)
            throws Exception {
        String broken = code(SOLUTIONS).replace("socket.send(", "socket.sent(")
                .replace("Lesson.guard(server);", "int port = \"8080\";");
        List<String> wrong = List.of("Atteso: la classe si compila.",
                "Visto:  Greeter.java, riga 20: cannot find symbol, symbol: method"
                        + " sent(java.lang.String), location: variable socket of type"
                        + " org.java_websocket.WebSocket",
                "        socket.sent(\"Benvenuto nella chat!\");",
                "        Gli errori sono 2: corretto il primo, spesso spariscono anche gli altri.",
                "Non ancora. Un aiuto: mvn -q -Dexercise=2-1 -Dhint=1");
        try (Program run = check(folder, broken, option.isEmpty() ? "-Dport=0" : option)) {
            assertEquals(1, run.exit());
            List<String> lines = run.rest();
            assertEquals(wrong, lines.subList(lines.size() - wrong.size(), lines.size()));
            assertEquals(option.isEmpty() ? 4 + wrong.size() : wrong.size(), lines.size());
            assertEquals(List.of(), run.errors());
        }
    }

    @ParameterizedTest
    @CsvSource({".git, Lo recuperi con git restore.",
        "docs, Riprendilo da dove hai preso la lezione."})
    void aClassThatIsNotThereIsAVerdictTooWithWhatBringsItBack(String there, String advice,
            @TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve(there));
        try (Program run = runIn(folder)) {
            assertEquals(1, run.exit());
            assertTrue(run.rest().contains("Visto:  il file non c'è. " + advice));
            assertEquals(List.of(), run.errors());
        }
    }

    /** A class of the student's own, beside that of the exercise. */
    @Test
    void aClassMayUseAnotherThatStandsBesideIt(@TempDir Path folder) throws Exception {
        Path other = folder.resolve(GREETER.file()).resolveSibling("Words.java");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "package lesson.server.exercise;\n\nclass Words {\n"
                + "    static final String HELLO = \"Benvenuto nella chat!\";\n}\n");
        String code = code(SOLUTIONS).replace("\"Benvenuto nella chat!\"", "Words.HELLO");
        try (Program run = check(folder, code)) {
            assertEquals(0, run.exit(), () -> run.rest().toString());
        }
    }

    @Test
    void withTryTheClassRunsAsAStepDoes(@TempDir Path folder) throws Exception {
        try (Program run = check(folder, code(SOLUTIONS), "-Dtry", "-Dport=0");
                Peer peer = Peer.open(run.port())) {
            assertEquals("Benvenuto nella chat!", peer.next().text());
        }
    }
}
