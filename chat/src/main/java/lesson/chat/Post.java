package lesson.chat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
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
    private static final double MOST = (1L << 53) - 1;      // JavaScript knows each number so far

    /** Whether this is a text with its key and the name of who writes it. */
    public static boolean isValid(JsonElement json) {
        return isName(json, "chiave") && isName(json, "utente") && Message.hasString(json, "testo")
                && text(json, "testo").length() <= LONGEST;
    }

    /** Whether this is {@code {"entra":"Alice"}}, or so: who comes says who it is. */
    static boolean isEntry(JsonElement json) {
        return isName(json, "entra");
    }

    /** Whether this is {@code {"dopo":16}}, or so: who comes back says what it heard last. */
    static boolean isReturn(JsonElement json) {
        return isNumber(json, "dopo");
    }

    private static boolean isName(JsonElement json, String name) {
        return Message.hasString(json, name) && !text(json, name).isEmpty()
                && text(json, name).length() <= NAME;
    }

    /** Whether a field is a whole number, from 0 up to the last that JavaScript tells apart. */
    public static boolean isNumber(JsonElement json, String name) {
        return json instanceof JsonObject object
                && object.get(name) instanceof JsonPrimitive value && value.isNumber()
                && value.getAsDouble() >= 0 && value.getAsDouble() <= MOST
                && value.getAsDouble() == Math.rint(value.getAsDouble());
    }

    /** Returns what is written, where {@link #isValid}. */
    public static Post of(JsonElement json) {
        return new Post(text(json, "chiave"), text(json, "utente"), text(json, "testo"));
    }

    /** Returns a field that is a string. */
    public static String text(JsonElement json, String name) {
        return json.getAsJsonObject().get(name).getAsString();
    }

    /** Returns a field where {@link #isNumber}. */
    public static long number(JsonElement json, String name) {
        return (long) json.getAsJsonObject().get(name).getAsDouble();
    }
}
