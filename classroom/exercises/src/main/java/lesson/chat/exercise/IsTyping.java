package lesson.chat.exercise;

import com.google.gson.JsonElement;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Room;
import lesson.support.Lesson;

/** Exercise 7-1: "Alice sta scrivendo": something that is no text. */
public class IsTyping extends Room {
    @Override
    protected void take(Guest guest, JsonElement json) {
        // TODO Where json is {"scrive":true}, and the guest has a name, all other guests are told
        // {"scrive":"Alice"}. Everything else is for the Room.
        // Se json è {"scrive":true} e il guest ha un nome, a tutti gli altri arriva
        // {"scrive":"Alice"}. A tutto il resto pensa Room.
        super.take(guest, json);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new IsTyping());
        Lesson.guard(server);
        server.start();
    }
}
