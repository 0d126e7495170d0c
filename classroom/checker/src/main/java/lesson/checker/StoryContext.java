package lesson.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lesson.testkit.Program;

/**
 * Where the story of one exercise is played: the student's program, and who talks to it. Each
 * thing that happens is told in a line; what does not ends the story with an
 * {@link ExpectationFailedException}.
 */
final class StoryContext implements AutoCloseable {
    /** Milliseconds in which a line that must not be printed would be. */
    private static final long GLANCE = 300;

    private static final Pattern LISTENS = Pattern.compile(".*(ws://[^ ]+:[0-9]+)");

    private final StudentProgram student;
    private final Texts texts;
    private final Timeouts timeouts;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private Program program;
    private ScriptedServer server;
    private String url;

    StoryContext(StudentProgram student, Texts texts, Timeouts timeouts) {
        this.student = student;
        this.texts = texts;
        this.timeouts = timeouts;
    }

    Texts texts() {
        return texts;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** Returns what has happened, a line for each thing. */
    List<String> told() {
        return told;
    }

    /** Returns what the program has written on standard error. */
    List<String> errors() {
        return program == null ? List.of() : program.errorsSoFar();
    }

    void tell(String sentence) {
        told.add(sentence);
    }

    /** Sets something for the program, before it starts: {@code utente}. */
    void set(String name, String value) {
        settings.put(name, value);
    }

    private void start() {
        try {
            program = Program.start(student.command(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the student's server, once, and waits until it listens. Returns its address. */
    String server() {
        if (url == null) {
            set("port", "0");
            start();
            String line = program.findLine(s -> LISTENS.matcher(s).matches(), timeouts.start())
                    .orElseThrow(() -> new ExpectationFailedException(texts.say("listens"),
                            nothing(timeouts.start())));
            url = LISTENS.matcher(line).replaceAll("$1");
            tell(texts.say("listens"));
        }
        return url;
    }

    /** Someone connects to the student's server. */
    ScriptedClient connect(String name) {
        return connect(name, "/");
    }

    /** Someone connects to a path of the student's server. */
    ScriptedClient connect(String name, String path) {
        var someone = ScriptedClient.connect(this, name, URI.create(server() + path));
        participants.add(someone);
        return someone;
    }

    /** Starts the student's client against a server that does what the story says. */
    ScriptedServer scriptedServer() {
        server = new ScriptedServer(this);
        participants.add(server);
        return server;
    }

    /** Starts the student's program against an address. */
    void runAgainst(String address) {
        close(program);
        set("url", address);
        start();
        tell(texts.say("starts"));
    }

    /** Types a line into the program. */
    void types(String line) {
        try {
            program.type(line);
        } catch (UncheckedIOException e) {
            throw new ExpectationFailedException(texts.say("types", line), nothing(0));
        }
        tell(texts.say("types", line));
    }

    /** The program must print this line; others may come before it. */
    void prints(String line) {
        String sentence = texts.say("prints", line);
        seek(sentence, line::equals);
        tell(sentence);
    }

    /** The program must print a line of this form. Returns its parts. */
    Matcher prints(Pattern form, String sentence) {
        Matcher matcher = form.matcher(seek(sentence, line -> form.matcher(line).matches()));
        matcher.matches();
        return matcher;
    }

    private String seek(String sentence, Predicate<String> wanted) {
        settle(sentence);
        long millis = server == null ? timeouts.start() : timeouts.silence();
        return program.findLine(wanted, millis).orElseThrow(() -> new ExpectationFailedException(
                sentence, program.lastLine().map(last -> texts.say("printed", last))
                        .orElseGet(() -> nothing(millis))));
    }

    /** The program must not have printed this line. */
    void printsNot(String line) {
        String sentence = texts.say("printsNot", line);
        settle(sentence);
        if (program.findLine(line::equals, GLANCE).isPresent()) {
            throw new ExpectationFailedException(sentence, texts.say("prints", line));
        }
        tell(sentence);
    }

    /** The program must write this line on standard error. */
    void complains(String line) {
        String sentence = texts.say("prints", line);
        if (program.findError(line::equals, timeouts.silence()).isEmpty()) {
            throw new ExpectationFailedException(sentence, nothing(timeouts.silence()));
        }
        tell(sentence);
    }

    /** The program must end with this status. */
    void ends(int status) {
        String sentence = texts.say("ends", status);
        if (!program.hasEnded(timeouts.hang())) {
            throw new ExpectationFailedException(sentence,
                    texts.say("runs", timeouts.hang() / 1000));
        }
        if (program.exit() != status) {
            throw new ExpectationFailedException(sentence, texts.say("ended", program.exit()));
        }
        tell(sentence);
    }

    /** Waits without a reason but the time. */
    void pause(long millis) {
        tell(texts.say("pause", millis));
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns when all that was said has been heard: a pong comes behind what was sent before it.
     * The second round is for what the first one made the program say to others.
     */
    void settle(String sentence) {
        for (int round = 0; round < 2; round++) {
            for (Participant participant : participants) {
                if (!participant.settle()) {
                    throw new ExpectationFailedException(sentence,
                            texts.say("hangs", timeouts.hang() / 1000));
                }
            }
        }
    }

    /** Nobody may have heard what the story has not told. */
    void endOfStory() {
        for (Participant participant : participants) {
            participant.receivesNothing();
        }
    }

    /** Says why nobody can connect to the student's server. */
    String whyNotConnected(Throwable error) {
        if (program.hasEnded(GLANCE)) {
            return texts.say("ended", program.exit());
        }
        return error instanceof TimeoutException ? texts.say("noHandshake", timeouts.hang() / 1000)
                : texts.say("notConnected", error);
    }

    /** Returns whether the student's program has ended. */
    boolean ended() {
        return program.hasEnded(0);
    }

    /** Says that nothing came in so many milliseconds, or that nothing can, and why. */
    String nothing(long millis) {
        // A program that dies closes its streams a moment before it has ended.
        return program.hasEnded(GLANCE) ? texts.say("ended", program.exit())
                : texts.say("nothing", millis / 1000);
    }

    private static void close(Program program) {
        if (program != null) {
            program.close();
        }
    }

    @Override
    public void close() {
        close(program);
        if (server != null) {
            server.close();
        }
    }
}
