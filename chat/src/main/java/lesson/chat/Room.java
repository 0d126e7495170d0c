package lesson.chat;

import com.google.gson.JsonElement;
import java.net.URI;
import lesson.json.Reply;

/** What becomes of what clients say: who comes and goes, and what it says, is told to all. */
public class Room extends Audience {
    private static final int WELCOME = 50;      // texts that who comes for the first time is told

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
    final synchronized void listen(Guest guest) {
        if (!isIn(guest)) {
            admit(guest, Math.max(last() - WELCOME, forgotten()));
        }
    }

    /** Lets a client in that was here before, and heard all up to a number. */
    synchronized void comeBack(Guest guest, long heard) {
        if (heard > last()) {           // in a room that is no more
            guest.tell(new Posted.After(forgotten()));
        }
        admit(guest, heard > last() ? forgotten() : heard);
    }

    /** Somebody says its name; the first time, all are told. */
    protected final synchronized void enter(Guest guest, String name) {
        listen(guest);
        if (isIn(guest) && guest.isCalled(name)) {
            announce(new Posted.Enters(name));
        }
    }

    /** Somebody is gone. */
    final synchronized void leave(Guest guest) {
        if (remove(guest) && !guest.name().isEmpty()) {
            announce(new Posted.Leaves(guest.name()));
        }
    }

    /** Somebody has come or gone. */
    void announce(Record event) {
        tell(Json.of(event));
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
        String known = text(chiave);
        if (known != null) {
            guest.tell(known);
        }
        return known != null;
    }
}
