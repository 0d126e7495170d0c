package lesson.chat;

import com.google.gson.JsonParseException;
import java.util.Set;

/** What a client hears: a text, somebody who comes or goes, an error. What is missing is null. */
record Heard(Long numero, String utente, String testo, String timestamp, String chiave,
        Long dopo, String entra, String esce, String errore) {
    private static final Heard NOTHING =
            new Heard(null, null, null, null, null, null, null, null, null);
    /** Errors of a text that will not be better when it is said again. */
    private static final Set<String> FINAL = Set.of("JSON non valido", "messaggio non valido");

    static Heard of(String text) {
        Heard heard = NOTHING;
        try {
            heard = Json.read(text, Heard.class);
        } catch (JsonParseException e) {
            // said below
        }
        if (heard == null || heard.equals(NOTHING)) {
            System.err.println("Risposta che non è della chat: " + text);
            return NOTHING;
        }
        return heard;
    }

    boolean isFinal() {
        return errore != null && FINAL.contains(errore);
    }

    boolean isTemporary() {
        return errore != null && !isFinal();
    }

    /** Prints what is new. Returns the number of the last text that is printed. */
    long print(long ultimo) {
        if (errore != null) {
            System.err.println("Errore dal server: " + errore);
        } else if (entra != null || esce != null) {
            System.out.println(entra != null ? "Entra: " + entra : "Esce: " + esce);
        } else if (dopo != null) {
            return dopo;
        } else if (numero != null && (ultimo == 0 || numero == ultimo + 1)) {
            System.out.println(utente + ": " + testo + " (" + timestamp + ")");
            return numero;
        }
        return ultimo;
    }
}
