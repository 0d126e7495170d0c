package lesson.checker;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Someone in the story of an exercise who receives what the student's program says. */
abstract class Participant {
    /** Milliseconds from one look at whether the program still runs to the next. */
    private static final long GLANCE = 50;

    private final StoryContext story;
    private final String name;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** What can come: the key of its sentence, and what stands in the second gap of that. */
    private record Event(String key, String detail) {
    }

    Participant(StoryContext story, String name) {
        this.story = story;
        this.name = name;
    }

    final StoryContext story() {
        return story;
    }

    final String name() {
        return name;
    }

    /** To be called when a message has come. */
    final void received(String text) {
        events.add(new Event("hears", "«" + text + "»"));
    }

    /** To be called when anything else has come: its sentence, and what stands in its gap. */
    final void noticed(String key, String detail) {
        events.add(new Event(key, detail));
    }

    /** Returns how long the next thing may take, in milliseconds. */
    long timeout() {
        return story.timeouts().silence();
    }

    /** Asks the other end for a pong: whether it came, and so all that was said before it. */
    abstract boolean settle();

    /**
     * The next thing that comes must be this text.
     *
     * @param text the message; "…" stands in it for any timestamp
     * @throws ExpectationFailedException if anything else comes, or nothing within two seconds
     */
    public final void receives(String text) {
        expect(new Event("hears", "«" + text + "»"));
    }

    /** The next thing that comes must be this one. */
    final void notices(String key, String detail) {
        expect(new Event(key, detail));
    }

    /**
     * Nothing may have come, once all that was said has been heard.
     *
     * @throws ExpectationFailedException if something has
     */
    public final void receivesNothing() {
        String sentence = story.texts().say("hearsNothing", name);
        story.settle(sentence);
        Event event = events.poll();
        if (event != null) {
            throw new ExpectationFailedException(sentence, sentence(event));
        }
        story.tell(sentence);
    }

    private void expect(Event expected) {
        String sentence = sentence(expected);
        Event event = events.poll();
        if (event == null) {
            // Whoever is slow may be: only what is not there when all is quiet is late.
            story.settle(sentence);
            event = next(timeout());
        }
        if (event == null) {
            throw new ExpectationFailedException(sentence, story.nothing(timeout()));
        }
        if (!sentence(event).equals(sentence)) {
            throw new ExpectationFailedException(sentence, sentence(event));
        }
        story.tell(sentence);
    }

    /** Returns null if nothing comes in time, or nothing can as the program has ended. */
    private Event next(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean ended = false;
        Event event = null;
        while (event == null && !ended && System.nanoTime() < deadline) {
            ended = story.ended();
            event = poll();
        }
        return event;
    }

    private Event poll() {
        try {
            return events.poll(GLANCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sentence(Event event) {
        String detail = event.detail().replaceAll(
                "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "\"…\"");
        return story.texts().say(event.key(), name, detail);
    }
}
