package lesson.chat;

import com.google.gson.JsonElement;
import lesson.json.Message;

/**
 * What a client writes. Who is not sure that it arrived sends it again with the same key, and it
 * is said once.
 *
 * @param chiave the key, another for each text: from 1 to 64 characters
 * @param utente who says so: from 1 to 64 characters
 * @param testo up to 1,000 characters
 */
public record Post(String chiave, String utente, String testo) {
    /** Characters of a text, at most. */
    static final int LONGEST = 1_000;
    private static final int NAME = 64;

    /** Whether this is a text with its key and the name of who writes it. */
    public static boolean isValid(JsonElement json) {
        return isName(json, "chiave") && isName(json, "utente") && Message.hasString(json, "testo")
                && Json.text(json, "testo").length() <= LONGEST;
    }

    /** Whether this is {@code {"entra":"Alice"}}, or so: who comes says who it is. */
    static boolean isEntry(JsonElement json) {
        return isName(json, "entra");
    }

    /** Whether this is {@code {"dopo":16}}, or so: who comes back says what it heard last. */
    static boolean isReturn(JsonElement json) {
        return Json.isNumber(json, "dopo");
    }

    private static boolean isName(JsonElement json, String name) {
        return Message.hasString(json, name) && !Json.text(json, name).isEmpty()
                && Json.text(json, name).length() <= NAME;
    }

    /** Returns what is written, where {@link #isValid}. */
    public static Post of(JsonElement json) {
        return new Post(Json.text(json, "chiave"), Json.text(json, "utente"),
                Json.text(json, "testo"));
    }
}
