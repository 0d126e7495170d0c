package lesson.chat.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Room;
import lesson.support.Lesson;

/** Exercise 7-1: "Alice sta scrivendo": something that is no text. */
public class IsTyping extends Room {
    private static final JsonElement TYPING = JsonParser.parseString("{\"scrive\":true}");

    /** What the others hear: without a number, since nobody has to catch up on it. */
    private record Typing(String scrive) {
    }

    @Override
    protected void take(Guest guest, JsonElement json) {
        if (TYPING.equals(json) && !guest.name().isEmpty()) {
            guests().stream().filter(other -> other != guest)
                    .forEach(other -> other.tell(new Typing(guest.name())));
        } else {
            super.take(guest, json);
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new IsTyping());
        Lesson.guard(server);
        server.start();
    }
}
