package lesson.chat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is in the room: all hear each text once and in one order, each as fast as it reads. */
abstract class Audience {
    final History history = new History();      // for who holds the lock of the room
    private final Set<Guest> guests = new LinkedHashSet<>();

    /** Lets a client in that heard all up to a number, unless it is gone. */
    synchronized void admit(Guest guest, long heard) {
        if (guest.isHere()) {
            guests.add(guest);
            guest.cursor.startAfter(heard);
            guest.cursor.catchUp(history);
        }
    }

    final synchronized boolean isIn(Guest guest) {
        return guests.contains(guest);
    }

    /** Lets a client out. Returns whether it was in. */
    final synchronized boolean remove(Guest guest) {
        return guests.remove(guest);
    }

    /** A client has read what it was told. */
    final synchronized void hasRead(Guest guest) {
        guest.cursor.hasRead();
        if (isIn(guest)) {
            guest.cursor.catchUp(history);
        }
    }

    /** Adds the next text, with its number and its key: from now on it is here, and all hear it. */
    protected final synchronized void hear(long numero, String chiave, Record text) {
        if (numero != last() + 1) {
            history.beginAt(numero - 1);    // some were forgotten where they are kept
        }
        history.add(numero, chiave, Json.of(text));
        guests.forEach(guest -> guest.cursor.catchUp(history));
    }

    /** What was before is lost: the next text is number 1. */
    final synchronized void beginAgain() {
        history.beginAt(0);
        guests.forEach(guest -> guest.cursor.startAfter(0));
        tell(Json.of(new Posted.After(0)));
    }

    /** Tells all what has no number. */
    final synchronized void tell(String json) {
        guests.forEach(guest -> guest.tell(json));
    }

    /** Returns the number of the last text; 0 before the first. */
    protected final synchronized long last() {
        return history.last();
    }

    /** Returns who is in the room now. */
    protected final synchronized List<Guest> guests() {
        return List.copyOf(guests);
    }
}
