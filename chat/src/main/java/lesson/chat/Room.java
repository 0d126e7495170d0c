package lesson.chat;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who is there, and what all of them hear: each text once, and in one order. */
class Room {
    private static final int WELCOME = 50;      // texts that who comes for the first time is told

    private final History history = new History();
    private final Set<Guest> guests = new LinkedHashSet<>();

    /** Returns the room of this server alone; or, where there is a Redis, the one of many. */
    static Room at(URI redis) {
        return redis == null ? new Room() : new RedisRoom(redis);
    }

    /** Lets a client in that is not in yet. */
    synchronized void listen(Guest guest) {
        if (!guests.contains(guest)) {
            admit(guest, Math.max(history.last() - WELCOME, history.forgotten()));
        }
    }

    /** Lets a client in that was here before, and heard all up to a number. */
    synchronized void comeBack(Guest guest, long heard) {
        if (heard > history.last()) {   // in a room that is no more
            guest.tell(new Posted.After(history.forgotten()));
        }
        admit(guest, heard > history.last() ? history.forgotten() : heard);
    }

    synchronized void admit(Guest guest, long heard) {
        if (guest.isHere()) {
            guests.add(guest);
            guest.startAfter(heard);
            guest.catchUp(history);
        }
    }

    /** A client has read what it was told. */
    synchronized void hasRead(Guest guest) {
        guest.hasRead();
        if (guests.contains(guest)) {
            guest.catchUp(history);
        }
    }

    /** Somebody says its name; the first time, all are told. */
    synchronized void enter(Guest guest, String name) {
        listen(guest);
        if (guests.contains(guest) && guest.isCalled(name)) {
            announce(new Posted.Enters(name));
        }
    }

    /** Somebody is gone. */
    synchronized void leave(Guest guest) {
        if (guests.remove(guest) && !guest.name().isEmpty()) {
            announce(new Posted.Leaves(guest.name()));
        }
    }

    /** Somebody says something: all hear it; or, where it was heard, who says it again. */
    synchronized void write(Guest guest, Post post) {
        if (!repeat(guest, post)) {
            hear(new Posted(history.last() + 1, post, Json.now()));
        }
    }

    final synchronized boolean repeat(Guest guest, Post post) {
        String known = history.text(post.chiave());
        if (known != null) {
            guest.tell(known);
        }
        return known != null;
    }

    final synchronized void hear(Posted text) {
        history.add(text);
        guests.forEach(guest -> guest.catchUp(history));
    }

    /** What was before is lost: the next text comes after this number. */
    final synchronized void beginAt(long number) {
        history.beginAt(number);
        guests.forEach(guest -> guest.startAfter(number));
        tell(Json.of(new Posted.After(number)));
    }

    final synchronized long last() {
        return history.last();
    }

    void announce(Record event) {
        tell(Json.of(event));
    }

    final synchronized void tell(String json) {
        guests.forEach(guest -> guest.tell(json));
    }
}
