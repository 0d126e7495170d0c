package lesson.exercises;

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

/**
 * Where the story of one exercise is played: the student's program, and who talks to it. Each
 * thing that happens is told in a line; what does not happen ends the story ({@link Unmet}).
 */
final class Scene implements AutoCloseable {
    /** Milliseconds in which a line that must not be printed would be. */
    private static final long GLANCE = 300;

    private static final Pattern LISTENS = Pattern.compile(".*(ws://[^ ]+:[0-9]+)");

    private final Student student;
    private final Texts texts;
    private final Patience patience;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private final List<Voice> voices = new ArrayList<>();
    private Program program;
    private Host host;
    private String url;

    Scene(Student student, Texts texts, Patience patience) {
        this.student = student;
        this.texts = texts;
        this.patience = patience;
    }

    Texts texts() {
        return texts;
    }

    Patience patience() {
        return patience;
    }

    List<String> story() {
        return story;
    }

    /** Returns what the program has written on standard error. */
    List<String> errors() {
        return program == null ? List.of() : program.errors();
    }

    void tell(String sentence) {
        story.add(sentence);
    }

    /** Sets something for the program, before it starts: {@code utente}. */
    void set(String name, String value) {
        settings.put(name, value);
    }

    private void start() {
        try {
            program = new Program(student.command(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the student's server, once, and waits until it listens. Returns its address. */
    String server() throws Unmet, InterruptedException {
        if (url == null) {
            set("port", "0");
            start();
            String line = program.line(s -> LISTENS.matcher(s).matches(), patience.start());
            if (line == null) {
                throw new Unmet(texts.say("listens"), nothing(patience.start()));
            }
            url = LISTENS.matcher(line).replaceAll("$1");
            tell(texts.say("listens"));
        }
        return url;
    }

    /** Someone connects to the student's server. */
    Person connect(String name) throws Unmet, InterruptedException {
        return connect(name, "/");
    }

    /** Someone connects to a path of the student's server. */
    Person connect(String name, String path) throws Unmet, InterruptedException {
        var person = Person.connect(this, name, URI.create(server() + path));
        voices.add(person);
        return person;
    }

    /** Starts the student's client against a server that does what the story says. */
    Host client() throws InterruptedException {
        host = new Host(this);
        voices.add(host);
        return host;
    }

    /** Starts the student's program against an address. */
    void runAgainst(String address) {
        close(program);
        set("url", address);
        start();
        tell(texts.say("starts"));
    }

    /** Types a line into the program. */
    void types(String line) throws Unmet, InterruptedException {
        try {
            program.type(line);
        } catch (IOException e) {
            throw new Unmet(texts.say("types", line), nothing(0));
        }
        tell(texts.say("types", line));
    }

    /** The program must print this line; others may come before it. */
    void prints(String line) throws Unmet, InterruptedException {
        String sentence = texts.say("prints", line);
        seek(sentence, line::equals);
        tell(sentence);
    }

    /** The program must print a line of this form. Returns its parts. */
    Matcher prints(Pattern form, String sentence) throws Unmet, InterruptedException {
        Matcher matcher = form.matcher(seek(sentence, line -> form.matcher(line).matches()));
        matcher.matches();
        return matcher;
    }

    private String seek(String sentence, Predicate<String> wanted)
            throws Unmet, InterruptedException {
        settle(sentence);
        long millis = host == null ? patience.start() : patience.silence();
        String found = program.line(wanted, millis);
        if (found == null) {
            String last = program.lastLine();
            throw new Unmet(sentence, last == null ? nothing(millis)
                    : texts.say("printed", last));
        }
        return found;
    }

    /** The program must not have printed this line. */
    void printsNot(String line) throws Unmet, InterruptedException {
        String sentence = texts.say("printsNot", line);
        settle(sentence);
        if (program.line(line::equals, GLANCE) != null) {
            throw new Unmet(sentence, texts.say("prints", line));
        }
        tell(sentence);
    }

    /** The program must write this line on standard error. */
    void complains(String line) throws Unmet, InterruptedException {
        String sentence = texts.say("prints", line);
        if (program.error(line::equals, patience.silence()) == null) {
            throw new Unmet(sentence, nothing(patience.silence()));
        }
        tell(sentence);
    }

    /** The program must end with this status. */
    void ends(int status) throws Unmet, InterruptedException {
        String sentence = texts.say("ends", status);
        if (!program.ended(patience.hang())) {
            throw new Unmet(sentence, texts.say("runs", patience.hang() / 1000));
        }
        if (program.status() != status) {
            throw new Unmet(sentence, texts.say("ended", program.status()));
        }
        tell(sentence);
    }

    /** Waits without a reason but the time. */
    void pause(long millis) throws InterruptedException {
        tell(texts.say("pause", millis));
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /**
     * Returns when all that was said has been heard: a pong comes behind what was sent before it.
     * The second round is for what the first one made the program say to others.
     */
    void settle(String sentence) throws Unmet, InterruptedException {
        for (int round = 0; round < 2; round++) {
            for (Voice voice : voices) {
                if (!voice.settle()) {
                    throw new Unmet(sentence, texts.say("hangs", patience.hang() / 1000));
                }
            }
        }
    }

    /** Nobody may have heard what the story has not told. */
    void endOfStory() throws Unmet, InterruptedException {
        for (Voice voice : voices) {
            voice.hearsNothing();
        }
    }

    /** Says why nobody can connect to the student's server. */
    String whyNotConnected(Throwable error) throws InterruptedException {
        if (program.ended(GLANCE)) {
            return texts.say("ended", program.status());
        }
        return error instanceof TimeoutException ? texts.say("noHandshake", patience.hang() / 1000)
                : texts.say("notConnected", error);
    }

    /** Returns whether the student's program has ended. */
    boolean ended() throws InterruptedException {
        return program.ended(0);
    }

    /** Says that nothing came in so many milliseconds, or that nothing can, and why. */
    String nothing(long millis) throws InterruptedException {
        // A program that dies closes its streams a moment before it has ended.
        return program.ended(GLANCE) ? texts.say("ended", program.status())
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
        if (host != null) {
            host.close();
        }
    }
}
