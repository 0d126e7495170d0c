package lesson.chat.exercise;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
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

    /** What was said, by its key. */
    private final Map<String, Secret> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Entry<String, Secret> oldest) {
            return size() > LONGEST;
        }
    };

    /** What two hear: without a number, since it would be missing to the others. */
    private record Secret(String utente, String a, String testo, String timestamp, String chiave) {
    }

    @Override
    protected void take(Guest guest, JsonElement json) {
        if (Post.isValid(json) && Message.hasString(json, "a")) {
            whisper(guest, Post.of(json), Post.text(json, "a"));
        } else {
            super.take(guest, json);
        }
    }

    private synchronized void whisper(Guest guest, Post post, String a) {
        enter(guest, post.utente());
        List<Guest> readers =
                guests().stream().filter(other -> other.name().equals(a)).toList();
        Secret known = said.get(post.chiave());
        if (known != null) {
            guest.tell(known);
        } else if (readers.isEmpty()) {
            guest.tell(new Reply.Failure(a + " non c'è"));
        } else {
            Secret secret = new Secret(post.utente(), a, post.testo(), Json.now(), post.chiave());
            said.put(post.chiave(), secret);
            guests().stream().filter(other -> other == guest || readers.contains(other))
                    .forEach(other -> other.tell(secret));
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Whisper());
        Lesson.guard(server);
        server.start();
    }
}
