package lesson.json;

/** What the server answers: the text, and when it received it, as toISOString writes it. */
public record Reply(String testo, String timestamp) {

    /** What it answers instead to a message that is none. */
    public record Failure(String errore) {
    }
}
