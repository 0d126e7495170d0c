package lesson.chat;

import static lesson.chat.Json.isNumber;
import static lesson.chat.Json.number;
import static lesson.chat.Json.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Set;
import java.util.stream.Stream;
import lesson.json.Message;

/**
 * What a client hears: a text, somebody who comes or goes, where the numbers go on, an error; or,
 * with an empty json, nothing that a chat says.
 */
record Heard(JsonElement json) {
    /** Errors of a text that will not be better when it is said again. */
    private static final Set<String> FINAL = Set.of("JSON non valido", "messaggio non valido");

    /** Reads what came, and says so where it is nothing that a chat says. */
    static Heard of(String text) {
        try {
            var heard = new Heard(Json.read(text, JsonElement.class));
            if (heard.isText() || isNumber(heard.json, "dopo")
                    || Stream.of("errore", "entra", "esce").anyMatch(heard::has)) {
                return heard;
            }
        } catch (JsonParseException e) {
            // said below
        }
        System.err.println("Risposta che non è della chat: " + text);
        return new Heard(new JsonObject());
    }

    private boolean has(String name) {
        return Message.hasString(json, name);
    }

    private boolean isText() {
        return isNumber(json, "numero")
                && Stream.of("utente", "testo", "timestamp", "chiave").allMatch(this::has);
    }

    boolean isKey(String chiave) {
        return isText() && text(json, "chiave").equals(chiave);
    }

    boolean isFinal() {
        return has("errore") && FINAL.contains(text(json, "errore"));
    }

    boolean mayBeLost() {       // what was said: refused for now, or gone with what was before
        return isNumber(json, "dopo") || has("errore") && !isFinal();
    }

    /** Prints what is new; if ultimo is below 0, any may be. Returns the last text's number. */
    long print(long ultimo) {
        if (has("errore")) {
            System.err.println("Errore dal server: " + text(json, "errore"));
        } else if (has("entra")) {
            System.out.println("Entra: " + text(json, "entra"));
        } else if (has("esce")) {
            System.out.println("Esce: " + text(json, "esce"));
        } else if (isNumber(json, "dopo")) {
            return number(json, "dopo");
        } else if (isText() && (ultimo < 0 || number(json, "numero") == ultimo + 1)) {
            System.out.println(text(json, "utente") + ": " + text(json, "testo")
                    + " (" + text(json, "timestamp") + ")");
            return number(json, "numero");
        }
        return ultimo;
    }
}
