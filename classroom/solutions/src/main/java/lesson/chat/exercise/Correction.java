package lesson.chat.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Json;
import lesson.chat.Post;
import lesson.chat.Room;
import lesson.json.Reply;
import lesson.support.Lesson;

/** Exercise 7-3: a chat where people can correct what they have written. */
public class Correction extends Room {
    /** What all hear: a text as others are, so that who is away hears of it too. */
    private record Corrected(long numero, String utente, String testo, String timestamp,
            String chiave, long corregge) {
    }

    @Override
    protected void take(Guest guest, JsonElement json) {
        if (!(json instanceof JsonObject object) || !object.has("corregge")) {
            super.take(guest, json);
        } else if (Post.isValid(json) && Json.isNumber(json, "corregge")) {
            correct(guest, Post.of(json), Json.number(json, "corregge"));
        } else {
            guest.tell(new Reply.Failure("messaggio non valido"));
        }
    }

    private synchronized void correct(Guest guest, Post post, long corregge) {
        enter(guest, post.utente());
        if (repeat(guest, post.chiave())) {
            return;
        }
        if (!isBy(post.utente(), text(corregge))) {
            guest.tell(new Reply.Failure("messaggio non valido"));
        } else {
            long numero = last() + 1;
            hear(numero, post.chiave(), new Corrected(numero, post.utente(), post.testo(),
                    Json.now(), post.chiave(), corregge));
        }
    }

    private static boolean isBy(String utente, String text) {
        return text != null && Json.text(JsonParser.parseString(text), "utente").equals(utente);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Correction());
        Lesson.guard(server);
        server.start();
    }
}
