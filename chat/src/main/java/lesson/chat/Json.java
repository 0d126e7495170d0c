package lesson.chat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** How server and client write and read: as in step 5. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT).disableHtmlEscaping().create();
    private static final double MOST = (1L << 53) - 1;      // JavaScript knows each number so far
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Json() {
    }

    static String of(Record message) {
        return GSON.toJson(message);
    }

    /**
     * Reads a text.
     *
     * @return null for one that is blank, or null
     * @throws com.google.gson.JsonParseException if it is no JSON, or something else
     */
    static <T> T read(String text, Class<T> type) {
        return GSON.fromJson(text, type);
    }

    /** Returns the time as toISOString writes it. */
    public static String now() {
        return ISO.format(Instant.now());
    }

    /** Whether a field is a whole number, from 0 up to the last that JavaScript tells apart. */
    public static boolean isNumber(JsonElement json, String name) {
        return json instanceof JsonObject object
                && object.get(name) instanceof JsonPrimitive value && value.isNumber()
                && value.getAsDouble() >= 0 && value.getAsDouble() <= MOST
                && value.getAsDouble() == Math.rint(value.getAsDouble());
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
