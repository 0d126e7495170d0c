package lesson.checker;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import lesson.testkit.TestClient;

/** A client of the student's server: what it sends is what the story tells it to. */
final class ScriptedClient extends Participant {
    private TestClient client;
    private volatile boolean open = true;

    private ScriptedClient(StoryContext story, String name) {
        super(story, name);
    }

    /** Connects someone. */
    static ScriptedClient connect(StoryContext story, String name, URI url) {
        var someone = new ScriptedClient(story, name);
        String sentence = url.getPath().equals("/")
                ? story.texts().say("connects", name)
                : story.texts().say("connectsTo", name, url.getPath());
        try {
            someone.client = new TestClient(url, Duration.ofMillis(story.timeouts().hang()),
                    someone.new Incoming());
        } catch (CompletionException e) {
            throw new ExpectationFailedException(sentence, story.whyNotConnected(e.getCause()));
        }
        story.tell(sentence);
        return someone;
    }

    /** Sends a message. */
    public void sends(String text) {
        String sentence = story().texts().say("says", name(), text);
        try {
            client.send(text);
        } catch (CompletionException e) {
            throw new ExpectationFailedException(sentence,
                    story().texts().say("closed", name(), 1006));
        }
        story().tell(sentence);
    }

    /** Closes with 1000. */
    public void leaves() {
        story().tell(story().texts().say("leaves", name()));
        open = false;
        client.sendClose(1000, "");
    }

    /** Cuts the connection without a close frame, as a computer does that loses its network. */
    public void vanishes() {
        story().tell(story().texts().say("vanishes", name()));
        open = false;
        client.close();
    }

    @Override
    boolean settle() {
        return !open || client.ping() || !open;
    }

    private final class Incoming implements TestClient.Events {
        @Override
        public void text(String message) {
            received(message);
        }

        @Override
        public void binary(int bytes) {
            noticed("hearsBytes", "");
        }

        @Override
        public void closed(int code, String reason) {
            if (open) {
                open = false;
                noticed("closed", String.valueOf(code));
            }
        }
    }
}
