package lesson.chat.exercise;

import com.google.gson.JsonElement;
import lesson.chat.ChatServer;
import lesson.chat.Guest;
import lesson.chat.Room;
import lesson.support.Lesson;

/** Exercise 7-3: a chat where people can correct what they have written. */
public class Correction extends Room {
    @Override
    protected void take(Guest guest, JsonElement json) {
        // TODO A text that has "corregge":17 corrects number 17, if that is by the same utente. It
        // is the next text of the room, and all hear it with "corregge":17 at its end. If that
        // can't be: {"errore":"messaggio non valido"}. What has no "corregge" is for the Room.
        // Un testo che ha "corregge":17 corregge il numero 17, se è dello stesso utente. È il
        // prossimo testo della stanza, e a tutti arriva con "corregge":17 in fondo. Se non è
        // possibile: {"errore":"messaggio non valido"}. A quello che non ha "corregge" pensa Room.
        super.take(guest, json);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Correction());
        Lesson.guard(server);
        server.start();
    }
}
