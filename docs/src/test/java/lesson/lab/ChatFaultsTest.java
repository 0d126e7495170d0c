package lesson.lab;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lesson.chat.ChatServer;
import lesson.testkit.Peer;
import lesson.testkit.Scene;

class ChatFaultsTest extends FaultLab {
    private static final String CHARACTERS = "([^\"]*)";

    private final AtomicInteger keys = new AtomicInteger();

    @Override
    Scene start() {
        return java(ChatServer.class);
    }

    @Override
    String toMessage(String text) {
        return "{\"chiave\":\"" + keys.incrementAndGet() + "\",\"utente\":\"Alice\",\"testo\":\""
                + text + "\"}";
    }

    @Override
    String toText(String answer) {
        return answer.replaceFirst("^\\{\"numero\":.*\"testo\":\"" + CHARACTERS + "\",.*", "$1");
    }

    /** A client may say ten things a second. */
    @Override
    long pause() {
        return 120_000_000;
    }

    @Override
    int mostAtOnce() {
        return 20;
    }

    /** An answer is longer than "{}", which is one message too many. */
    @Override
    byte[] flood() {
        return Violation.joined(Stream.generate(() -> Peer.frame(Peer.FIN | Peer.TEXT, true,
                (byte) '{', (byte) '}')).limit(8_000).toArray(byte[][]::new));
    }
}
