package lesson.chat;

import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/** A client in the room: who it says it is, and how far it has been told what was said. */
public final class Guest {
    private static final int PORTION = 64 * 1024;   // characters on their way to it

    final Pace pace = new Pace();
    private final WebSocket socket;
    private String name = "";
    private long told;          // the number of the last text
    private int left = PORTION; // until it has answered a ping, and so read what came before

    Guest(WebSocket socket) {
        this.socket = socket;
    }

    boolean isHere() {
        return socket.isOpen();
    }

    /** Gives it a name. Returns false if it has one. */
    boolean isCalled(String utente) {
        boolean isNew = name.isEmpty();
        name = isNew ? utente : name;
        return isNew;
    }

    /** Returns its name; empty if it has not said it. */
    public String name() {
        return name;
    }

    /** From now on it is told what comes after this number. */
    void startAfter(long number) {
        told = number;
    }

    boolean isAt(long number) {
        return told == number;
    }

    /** Tells it what it was not told yet; of much a portion, and the rest when it has read that. */
    void catchUp(History history) {
        if (left > 0 && told < history.forgotten()) {
            startAfter(history.forgotten());
            tell(new Posted.After(told));
        }
        while (left > 0 && told < history.last()) {
            String text = history.text(++told);
            tell(text);
            left -= text.length();
            if (left <= 0) {
                send(socket::sendPing);
            }
        }
    }

    void hasRead() {
        left = PORTION;
    }

    /** Sends it a message, unless it is gone. */
    public void tell(Record message) {
        tell(Json.of(message));
    }

    void tell(String json) {
        send(() -> socket.send(json));
    }

    private static void send(Runnable frame) {
        try {
            frame.run();
        } catch (WebsocketNotConnectedException gone) {
            // onClose lets it out of the room
        }
    }
}
