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
        // TODO A text with "corregge":1 corrects number 1, if that is by the same utente. It is the
        // next text of the room, and all hear it with "corregge":1 at its end. If it may not be:
        // {"errore":"messaggio non valido"}. Everything else is for the Room.
        // Un testo con "corregge":1 corregge il numero 1, se è dello stesso utente. È il prossimo
        // testo della stanza, e a tutti arriva con "corregge":1 in fondo. Se non è permesso:
        // {"errore":"messaggio non valido"}. A tutto il resto pensa Room.
        super.take(guest, json);
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), new Correction());
        Lesson.guard(server);
        server.start();
    }
}
