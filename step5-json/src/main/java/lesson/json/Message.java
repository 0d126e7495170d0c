package lesson.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import lesson.support.Json;

/** What a client sends: a text and, if it likes, the name of who wrote it (else null). */
public record Message(String utente, String testo) {

    /**
     * Makes a message of parsed JSON: an object with a string {@code testo} and, if the name is
     * there at all, a string {@code utente}. Other names are ignored.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Message of(JsonElement element) {
        if (element instanceof JsonObject message
                && Json.isString(message.get("testo"))
                && (!message.has("utente") || Json.isString(message.get("utente")))) {
            String utente = message.has("utente") ? message.get("utente").getAsString() : null;
            return new Message(utente, message.get("testo").getAsString());
        }
        throw new IllegalArgumentException("messaggio non valido");
    }
}
