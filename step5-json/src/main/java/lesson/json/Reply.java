package lesson.json;

import com.google.gson.JsonObject;
import lesson.support.Json;

/**
 * What the server answers: the text, and when it received it (as {@code toISOString} writes it).
 */
public record Reply(String testo, String timestamp) {

    /** What it answers instead to a message that is none. */
    public record Failure(String errore) {
    }

    /**
     * Reads a reply.
     *
     * @param text what came from the server
     * @throws IllegalArgumentException if it is an error or no reply; its message says so in a line
     */
    public static Reply of(String text) {
        JsonObject reply = object(text);
        if (Json.isString(reply.get("errore"))) {
            throw new IllegalArgumentException("Errore dal server: "
                    + reply.get("errore").getAsString());
        }
        if (Json.isString(reply.get("testo")) && Json.isString(reply.get("timestamp"))) {
            return new Reply(reply.get("testo").getAsString(),
                    reply.get("timestamp").getAsString());
        }
        throw new IllegalArgumentException("Risposta che non è del passo 5: " + text);
    }

    private static JsonObject object(String text) {
        try {
            return Json.parse(text) instanceof JsonObject object ? object : new JsonObject();
        } catch (IllegalArgumentException malformed) {
            return new JsonObject();
        }
    }
}
