package lesson.chat;

import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/** A client in the room: who it says it is, and how it is told something. */
public final class Guest {
    final Pace pace = new Pace();
    final Cursor cursor = new Cursor(this);
    private final WebSocket socket;
    private String name = "";

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

    /** Sends it a message, unless it is gone. */
    public void tell(Record message) {
        tell(Json.of(message));
    }

    void tell(String json) {
        send(() -> socket.send(json));
    }

    /** Asks it to say that it has read what came before. */
    void ping() {
        send(socket::sendPing);
    }

    private static void send(Runnable frame) {
        try {
            frame.run();
        } catch (WebsocketNotConnectedException gone) {
            // onClose lets it out of the room
        }
    }
}
