package lesson.chat.exercise;

import com.google.gson.JsonElement;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Room;
import lesson.support.Lesson;

/** Exercise 7-2: a chat where two can talk in private. */
public class Whisper extends Room {
    @Override
    protected void take(Guest guest, JsonElement json) {
        // TODO A text that has an "a" (to) is told, without a number, to who is called so and to
        // its writer; if its key comes again, to the writer alone. If nobody is called so:
        // {"errore":"Bruno non c'è"}. If it can't be: {"errore":"messaggio non valido"}. What has
        // no "a" is for the Room.
        // Un testo che ha "a" arriva, senza numero, a chi si chiama così e a chi l'ha scritto; se
        // la sua chiave torna, solo a chi l'ha scritto. Se nessuno si chiama così:
        // {"errore":"Bruno non c'è"}. Se non è possibile: {"errore":"messaggio non valido"}. A
        // quello che non ha "a" pensa Room.
        super.take(guest, json);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Whisper());
        Lesson.guard(server);
        server.start();
    }
}
