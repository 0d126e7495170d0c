package lesson.chat;

import com.google.gson.JsonElement;
import java.net.URI;
import lesson.json.Reply;

/** What becomes of what clients say: each text has a number, and a key that is taken once. */
public class Room extends Gathering {
    /** Returns the room of this server alone; or, where there is a Redis, the one of many. */
    static Room at(URI redis) {
        return redis == null ? new Room() : new RedisRoom(redis);
    }

    /** A client says something: that it is back, its name, a text, or what nobody understands. */
    protected void take(Guest guest, JsonElement json) {
        if (Post.isReturn(json) && guest.pace.isFirst()) {
            comeBack(guest, Json.number(json, "dopo"));
        } else if (Post.isEntry(json)) {
            enter(guest, Json.text(json, "entra"));
        } else if (Post.isValid(json)) {
            enter(guest, Json.text(json, "utente"));
            write(guest, Post.of(json));
        } else {
            guest.tell(new Reply.Failure("messaggio non valido"));
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

    /** Returns the JSON of the text with a number; null if it is not here. */
    protected final synchronized String text(long numero) {
        return history.text(numero);
    }
}
