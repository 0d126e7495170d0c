package lesson.chat;

import com.google.gson.JsonElement;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lesson.json.Reply;

/** Who is there, and what all of them hear: each text once, and in one order. */
public class Room {
    private static final int WELCOME = 50;      // texts that who comes for the first time is told

    private final History history = new History();
    private final Set<Guest> guests = new LinkedHashSet<>();

    /** Returns the room of this server alone; or, where there is a Redis, the one of many. */
    static Room at(URI redis) {
        return redis == null ? new Room() : new RedisRoom(redis);
    }

    /** A client says something: that it is back, its name, a text, or what nobody understands. */
    protected void take(Guest guest, JsonElement json) {
        if (Post.isReturn(json) && guest.pace.isFirst()) {
            comeBack(guest, Post.number(json, "dopo"));
        } else if (Post.isEntry(json)) {
            enter(guest, Post.text(json, "entra"));
        } else if (Post.isValid(json)) {
            enter(guest, Post.text(json, "utente"));
            write(guest, Post.of(json));
        } else {
            guest.tell(new Reply.Failure("messaggio non valido"));
        }
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
    protected final synchronized void enter(Guest guest, String name) {
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
        if (!repeat(guest, post.chiave())) {
            Posted text = new Posted(last() + 1, post, Json.now());
            hear(text.numero(), text.chiave(), text);
        }
    }

    /** Tells a text that is here to who says it again. Returns whether it is here. */
    protected final synchronized boolean repeat(Guest guest, String chiave) {
        String known = history.text(chiave);
        if (known != null) {
            guest.tell(known);
        }
        return known != null;
    }

    /**
     * The next text: from now on it is here, and all are told.
     *
     * @param text what goes over the wire, with its number and its key
     */
    protected final synchronized void hear(long numero, String chiave, Record text) {
        history.add(numero, chiave, Json.of(text));
        guests.forEach(guest -> guest.catchUp(history));
    }

    /** What was before is lost: the next text comes after this number. */
    final synchronized void beginAt(long number) {
        history.beginAt(number);
        guests.forEach(guest -> guest.startAfter(number));
        tell(Json.of(new Posted.After(number)));
    }

    /** Returns the number of the last text; 0 before the first. */
    protected final synchronized long last() {
        return history.last();
    }

    /** Returns the JSON of the text with a number; null if it is not here. */
    protected final synchronized String text(long numero) {
        return history.text(numero);
    }

    /** Returns who is in the room now. */
    protected final synchronized List<Guest> guests() {
        return List.copyOf(guests);
    }

    void announce(Record event) {
        tell(Json.of(event));
    }

    final synchronized void tell(String json) {
        guests.forEach(guest -> guest.tell(json));
    }
}
