package lesson.chat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import lesson.json.Reply;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/** Who is there, and what all of them hear: each text once, and in one order. */
class Room {
    private static final int WELCOME = 50;      // texts that who comes for the first time is told

    private final History history = new History();
    private final Map<WebSocket, String> guests = new LinkedHashMap<>();    // name, "" for none

    /** Returns the room of this server alone; or, where there is a Redis, the one of many. */
    static Room at(URI redis) {
        return redis == null ? new Room() : new RedisRoom(redis);
    }

    /** Lets a client in that is not in yet. */
    synchronized void listen(WebSocket guest) {
        if (!guests.containsKey(guest)) {
            admit(guest, Math.max(history.last() - WELCOME, history.forgotten()));
        }
    }

    /** Lets a client in that was here before, and heard all up to a number. */
    synchronized void comeBack(WebSocket guest, long heard) {
        // Further than this room ever was: the one that it knew is no more.
        long from = heard > history.last() ? history.forgotten()
                : Math.max(heard, history.forgotten());
        if (from != heard) {
            send(guest, new Posted.After(from));
        }
        admit(guest, from);
    }

    private void admit(WebSocket guest, long from) {
        history.after(from).forEach(text -> send(guest, text));
        if (guest.isOpen()) {
            guests.putIfAbsent(guest, "");
        }
    }

    /** Somebody says its name; the first time, all are told. */
    synchronized void enter(WebSocket guest, String name) {
        listen(guest);
        if (guests.replace(guest, "", name)) {
            announce(new Posted.Enters(name));
        }
    }

    /** Somebody is gone. */
    synchronized void leave(WebSocket guest) {
        String name = guests.remove(guest);
        if (name != null && !name.isEmpty()) {
            announce(new Posted.Leaves(name));
        }
    }

    /** Somebody says something: all hear it; or, where it was heard, who says it again. */
    synchronized void write(WebSocket guest, Post post) {
        if (!repeat(guest, post)) {
            hear(new Posted(history.last() + 1, post, Json.now()));
        }
    }

    final synchronized boolean repeat(WebSocket guest, Post post) {
        Posted known = history.known(post.chiave());
        if (known != null) {
            send(guest, known);
        }
        return known != null;
    }

    final synchronized void hear(Posted text) {
        history.add(text);
        tell(text);
    }

    /** What was before is lost: the next text comes after this number. */
    final synchronized void beginAt(long number) {
        history.beginAt(number);
        tell(new Posted.After(number));
    }

    final synchronized long last() {
        return history.last();
    }

    void announce(Record event) {
        tell(event);
    }

    final void tell(Record message) {
        tell(Json.of(message));
    }

    final synchronized void tell(String json) {
        guests.keySet().forEach(guest -> send(guest, json));
    }

    static void refuse(WebSocket guest, String problem) {
        send(guest, new Reply.Failure(problem));
    }

    private static void send(WebSocket guest, Record message) {
        send(guest, Json.of(message));
    }

    private static void send(WebSocket guest, String json) {
        try {
            guest.send(json);
        } catch (WebsocketNotConnectedException gone) {
            // onClose tells that it has left
        }
    }
}
