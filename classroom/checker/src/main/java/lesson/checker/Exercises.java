package lesson.checker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import lesson.support.Settings.BadSettingException;
import lesson.support.Settings;
import lesson.support.Terminal;
import lesson.testkit.ProjectRoot;

/**
 * Checks one exercise: {@code -Dexercise=4-2}. With {@code -Dhint=1} it gives a hint instead, with
 * {@code -Dtry} it runs the student's class as a step is run; {@code -Dlang=en} speaks English.
 * {@code -Dexercise=all} tells which of them are done.
 */
public final class Exercises {
    private static final String ALL = "all";
    /** Checks at a time where all are asked for. */
    private static final int SIDE_BY_SIDE = 4;
    private static final String COMMAND = "mvn -q -Dexercise=";

    private static final Path ROOT = ProjectRoot.find();

    private final Exercise exercise;
    private final Texts texts;
    private final Path classes;

    private Exercises(Exercise exercise, Texts texts) {
        this.exercise = exercise;
        this.texts = texts;
        classes = ROOT.resolve("classroom/checker/target/student/" + exercise.number());
    }

    /**
     * Ends with status 0 where the exercise is done, 1 where it is not, 2 where there is none.
     *
     * @param args not used; the settings are system properties
     */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            var texts = Settings.choice("lang", "it", "en").equals("en") ? Texts.EN : Texts.IT;
            String number = System.getProperty("exercise", "");
            String hint = System.getProperty("hint");
            if (number.equals(ALL) && hint == null && System.getProperty("try") == null) {
                all(texts);
                System.exit(0);
            }
            var run = new Exercises(find(number, texts), texts);
            if (hint != null) {
                run.hint(hint);
            } else if (System.getProperty("try") == null) {
                run.tell();
                if (!run.compiles() || !run.check()) {
                    System.exit(Terminal.FAILED);
                }
            } else if (run.compiles()) {
                run.launch();
                return;
            } else {
                System.exit(Terminal.FAILED);
            }
            System.exit(0);
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        } catch (Exception | LinkageError e) {
            Terminal.fail(Terminal.FAILED, "Il controllo non è riuscito (" + e + "): ripeti il"
                    + " comando; se succede ancora, esegui prima mvn clean.");
        }
    }

    /** Says of each exercise whether it is done. Side by side: a check waits most of its time. */
    private static void all(Texts texts) {
        List<Exercises> all = Stories.ALL.stream().map(one -> new Exercises(one, texts)).toList();
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        List<CompletableFuture<Boolean>> done = all.stream()
                .map(one -> CompletableFuture.supplyAsync(one::isDone, pool)).toList();
        for (int i = 0; i < done.size(); i++) {
            Exercises one = all.get(i);
            System.out.println(texts.say(done.get(i).join() ? "done" : "toDo",
                    one.exercise.number(), one.title(one.exercise)));
        }
        System.out.println(texts.say("sum", done.stream().filter(CompletableFuture::join).count(),
                done.size()));
    }

    private boolean isDone() {
        try {
            return wrong().isEmpty() && verdict().passed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exercise find(String number, Texts texts) {
        return Stories.ALL.stream().filter(e -> e.number().equals(number)).findFirst()
                .orElseGet(() -> {
                    Terminal.fail(Terminal.USAGE, texts.say("unknown", number, Stories.ALL.stream()
                            .map(Exercise::number).collect(Collectors.joining(", "))));
                    throw new IllegalStateException("ended above");
                });
    }

    private void hint(String wanted) {
        if (!wanted.matches("[1-" + Exercise.HINTS + "]")) {
            Terminal.fail(Terminal.USAGE, texts.say("unknownHint", wanted));
        }
        int hint = Integer.parseInt(wanted);
        System.out.println(texts.say("hint", hint, Exercise.HINTS,
                texts.say(exercise.number() + ".hint." + hint)));
        if (hint < Exercise.HINTS) {
            System.out.println(texts.say("nextHint", command() + " -Dhint=" + (hint + 1)));
        }
    }

    private void tell() {
        System.out.println(texts.say("title", exercise.number(), title(exercise),
                exercise.minutes()));
        System.out.println(texts.say(exercise.number() + ".task"));
        System.out.println(texts.say("file", exercise.file()));
        System.out.println();
    }

    private List<String> wrong() throws IOException {
        return new Compilation(texts, classes)
                .compile(ROOT.resolve(Exercise.SOURCES), ROOT.resolve(exercise.file()));
    }

    private Verdict verdict() {
        return exercise.check(StudentProgram.java(exercise.className(), classes), texts,
                Timeouts.INTERACTIVE);
    }

    private boolean compiles() throws IOException {
        List<String> wrong = wrong();
        if (!wrong.isEmpty()) {
            System.out.println(texts.say("expected", texts.say("compiles")));
            System.out.println(texts.say("saw", wrong.get(0)));
            wrong.stream().skip(1).forEach(line -> System.out.println("  " + line));
            System.out.println(texts.say("failed", command() + " -Dhint=1"));
        }
        return wrong.isEmpty();
    }

    /** As a step is run, in this program, which may have an older form of the class. */
    private void launch() throws ReflectiveOperationException, IOException {
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : StudentProgram.classPath().split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        var loader = new URLClassLoader(urls.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Launch.call(loader.loadClass(exercise.className()));
    }

    private boolean check() {
        Verdict verdict = verdict();
        verdict.story().forEach(line -> System.out.println("  " + line));
        System.out.println();
        if (verdict.passed()) {
            System.out.println(texts.say("passed", exercise.number()));
            next();
        } else {
            System.out.println(texts.say("expected", verdict.expected()));
            System.out.println(texts.say("saw", verdict.saw()));
            errors(verdict.errors());
            System.out.println(texts.say("failed", command() + " -Dhint=1"));
        }
        return verdict.passed();
    }

    /** The first lines that the program wrote tell most; a stack trace would hide them. */
    private void errors(List<String> errors) {
        List<String> lines = errors.stream().filter(line -> !line.startsWith("\t")).limit(3)
                .toList();
        if (!lines.isEmpty()) {
            System.out.println(texts.say("errors"));
            lines.forEach(line -> System.out.println("  " + line));
        }
    }

    private void next() {
        int next = Stories.ALL.indexOf(exercise) + 1;
        System.out.println(next == Stories.ALL.size() ? texts.say("last")
                : texts.say("next", title(Stories.ALL.get(next)),
                        COMMAND + Stories.ALL.get(next).number()));
    }

    private String title(Exercise of) {
        return texts.say(of.number() + ".title");
    }

    private String command() {
        return COMMAND + exercise.number() + (texts == Texts.EN ? " -Dlang=en" : "");
    }
}
