package lesson.chat.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Json;
import lesson.chat.Post;
import lesson.chat.Room;
import lesson.json.Message;
import lesson.json.Reply;
import lesson.support.Lesson;

/** Exercise 7-2: a chat where two can talk in private. */
public class Whisper extends Room {
    private static final int LONGEST = 10_000;      // as many as the room has texts

    private final Map<Key, Secret> said = new LinkedHashMap<>();

    /** What two hear: without a number, since it would be missing to the others. */
    private record Secret(String utente, String a, String testo, String timestamp, String chiave) {
    }

    /** Two people may have the same key: what one has said is no answer to the other. */
    private record Key(String utente, String chiave) {
    }

    @Override
    protected void take(Guest guest, JsonElement json) {
        if (!(json instanceof JsonObject object) || !object.has("a")) {
            super.take(guest, json);
        } else if (Post.isValid(json) && Message.hasString(json, "a")
                && !Json.text(json, "a").isEmpty()) {
            whisper(guest, Post.of(json), Json.text(json, "a"));
        } else {
            guest.tell(new Reply.Failure("messaggio non valido"));
        }
    }

    private synchronized void whisper(Guest guest, Post post, String a) {
        enter(guest, post.utente());
        List<Guest> there = guests();
        Key key = new Key(post.utente(), post.chiave());
        if (said.containsKey(key)) {
            guest.tell(said.get(key));
        } else if (there.stream().noneMatch(other -> other.name().equals(a))) {
            guest.tell(new Reply.Failure(a + " non c'è"));
        } else {
            Secret secret = new Secret(post.utente(), a, post.testo(), Json.now(), post.chiave());
            remember(key, secret);
            there.stream().filter(other -> other == guest || other.name().equals(a))
                    .forEach(other -> other.tell(secret));
        }
    }

    private void remember(Key key, Secret secret) {
        said.put(key, secret);
        if (said.size() > LONGEST) {
            said.remove(said.keySet().iterator().next());
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Whisper());
        Lesson.guard(server);
        server.start();
    }
}
