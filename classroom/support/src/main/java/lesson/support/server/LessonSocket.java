package lesson.support.server;

import java.util.Collection;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;

/**
 * What a callback sends goes to its connection at once. The library would hand it over through a
 * queue with two locks, and make a text of it for a log that nobody keeps: in a broadcast both
 * cost more than sending.
 */
final class LessonSocket extends WebSocketImpl {
    LessonSocket(WebSocketListener listener, Draft draft) {
        super(listener, List.of(draft));
    }

    private Connection connection() {
        return (Connection) getChannel();
    }

    @Override
    public void send(String text) {
        if (text == null) {
            throw new IllegalArgumentException("text is null");
        }
        sendFrame(getDraft().createFrames(text, false));
    }

    @Override
    public void sendFrame(Collection<Framedata> frames) {
        frames.forEach(this::sendFrame);
    }

    /** From another thread it takes the library's way, which ends in the same queue. */
    @Override
    public void sendFrame(Framedata frame) {
        if (!connection().isCurrent()) {
            super.sendFrame(frame);
        } else if (isOpen()) {
            connection().queue(getDraft().createBinaryFrame(frame));
        } else {
            throw new WebsocketNotConnectedException();
        }
    }
}
