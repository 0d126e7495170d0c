package lesson.checker;

import java.io.UncheckedIOException;
import java.net.URI;
import lesson.testkit.Peer;

/** A handshake, line by line (RFC 6455, 1.3). */
final class HandshakeCheck {
    private static final String ACCEPT = "Sec-WebSocket-Accept: ";

    private HandshakeCheck() {
    }

    /** The server must answer this key with this value. */
    static void check(StoryContext story, URI server, String key, String accept) {
        String sentence = story.texts().say("accepts", key, accept);
        String answer = ask(story, server.getPort(), key);
        if (!answer.equals(ACCEPT + accept)) {
            throw new ExpectationFailedException(sentence, story.texts().say("answered", answer));
        }
        story.tell(sentence);
    }

    private static String ask(StoryContext story, int port, String key) {
        try (Peer client = Peer.raw(port).patience((int) story.timeouts().hang())) {
            return client.upgrade(port, "Sec-WebSocket-Key: " + key).lines()
                    .filter(line -> line.regionMatches(true, 0, ACCEPT, 0, ACCEPT.length()))
                    .findFirst().orElse("");
        } catch (UncheckedIOException e) {
            return e.getCause().toString();
        }
    }
}
