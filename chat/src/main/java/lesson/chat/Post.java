package lesson.chat;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import lesson.json.Message;

/**
 * What a client writes. Who is not sure that it arrived sends it again with the same key, and it
 * is said once.
 *
 * @param chiave the key, another for each text: up to 64 characters
 * @param utente who says so: up to 64 characters, not blank
 * @param testo up to 1,000 characters
 */
public record Post(String chiave, String utente, String testo) {
    /** Characters of a text, at most. */
    static final int LONGEST = 1_000;
    private static final int NAME = 64;
    private static final double MOST = (1L << 53) - 1;     // beyond it JavaScript skips numbers

    static boolean isValid(JsonElement json) {
        return isName(json, "chiave") && isName(json, "utente") && Message.hasString(json, "testo")
                && text(json, "testo").length() <= LONGEST;
    }

    /** Whether this is {@code {"entra":"Alice"}}, or so: who comes says who it is. */
    static boolean isEntry(JsonElement json) {
        return isName(json, "entra");
    }

    /** Whether this is {@code {"dopo":16}}, or so: who comes back says what it heard last. */
    static boolean isReturn(JsonElement json) {
        if (json == null || !json.isJsonObject() || !(json.getAsJsonObject().get("dopo")
                instanceof JsonPrimitive number) || !number.isNumber()) {
            return false;
        }
        double after = number.getAsDouble();
        return after >= 0 && after <= MOST && after == Math.rint(after);
    }

    static String text(JsonElement json, String name) {
        return json.getAsJsonObject().get(name).getAsString();
    }

    private static boolean isName(JsonElement json, String name) {
        return Message.hasString(json, name) && !text(json, name).isBlank()
                && text(json, name).length() <= NAME;
    }
}
