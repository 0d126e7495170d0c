package lesson.exercises;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Someone in the story of an exercise who hears what the student's program says. */
abstract class Voice {
    /** Milliseconds from one look at whether the program still runs to the next. */
    private static final long GLANCE = 50;

    private final Scene scene;
    private final String name;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** What can come: the key of its sentence, and what stands in the second gap of that. */
    private record Event(String key, String detail) {
    }

    Voice(Scene scene, String name) {
        this.scene = scene;
        this.name = name;
    }

    final Scene scene() {
        return scene;
    }

    final String name() {
        return name;
    }

    /** To be called when a message has come. */
    final void heard(String text) {
        events.add(new Event("hears", "«" + text + "»"));
    }

    /** To be called when anything else has come: its sentence, and what stands in its gap. */
    final void noticed(String key, String detail) {
        events.add(new Event(key, detail));
    }

    /** Returns the milliseconds that the next thing may take. */
    long patience() {
        return scene.patience().silence();
    }

    /** Asks the other end for a pong: whether it came, and so all that was said before it. */
    abstract boolean settle() throws InterruptedException;

    /**
     * The next thing that comes must be this text.
     *
     * @param text the message; "…" stands in it for any timestamp
     * @throws Unmet if anything else comes, or nothing within two seconds
     */
    public final void hears(String text) throws Unmet, InterruptedException {
        expect(new Event("hears", "«" + text + "»"));
    }

    /** The next thing that comes must be this one. */
    final void notices(String key, String detail) throws Unmet, InterruptedException {
        expect(new Event(key, detail));
    }

    /**
     * Nothing may have come, once all that was said has been heard.
     *
     * @throws Unmet if something has
     */
    public final void hearsNothing() throws Unmet, InterruptedException {
        String sentence = scene.texts().say("hearsNothing", name);
        scene.settle(sentence);
        Event event = events.poll();
        if (event != null) {
            throw new Unmet(sentence, sentence(event));
        }
        scene.tell(sentence);
    }

    private void expect(Event expected) throws Unmet, InterruptedException {
        String sentence = sentence(expected);
        Event event = events.poll();
        if (event == null) {
            // Whoever is slow may be: only what is not there when all is quiet is late.
            scene.settle(sentence);
            event = next(patience());
        }
        if (event == null) {
            throw new Unmet(sentence, scene.nothing(patience()));
        }
        if (!sentence(event).equals(sentence)) {
            throw new Unmet(sentence, sentence(event));
        }
        scene.tell(sentence);
    }

    /** Returns null if nothing comes in time, or nothing can as the program has ended. */
    private Event next(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean ended = false;
        Event event = null;
        while (event == null && !ended && System.nanoTime() < deadline) {
            ended = scene.ended();
            event = events.poll(GLANCE, TimeUnit.MILLISECONDS);
        }
        return event;
    }

    private String sentence(Event event) {
        String detail = event.detail().replaceAll(
                "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "\"…\"");
        return scene.texts().say(event.key(), name, detail);
    }
}
