package lesson.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** What a client sends: a text and, if it likes, the name of who wrote it (else null). */
public record Message(String utente, String testo) {

    /** Whether this is an object with a string testo and, if there is an utente, a string there. */
    public static boolean isValid(JsonElement json) {
        return hasString(json, "testo")
                && (!json.getAsJsonObject().has("utente") || hasString(json, "utente"));
    }

    /** Whether this is an object, and what it calls so is a string. */
    public static boolean hasString(JsonElement json, String name) {
        return json instanceof JsonObject object
                && object.get(name) instanceof JsonPrimitive value && value.isString();
    }
}
