package lesson.soak;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import lesson.broadcast.BroadcastServer;
import lesson.json.JsonServer;
import lesson.json.Message;
import lesson.json.Reply;
import lesson.server.EchoServer;

/** How one talks with each server of the lesson. */
enum Dialect {
    ECHO(EchoServer.class, 400, 10),
    BROADCAST(BroadcastServer.class, 4000, 300),    // each message is as much work as 200
    JSON(JsonServer.class, 400, 10);

    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

    /** Bytes of the largest message that a server takes. */
    static final int LARGEST = 64 * 1024;

    /** The main of the server. */
    final Class<?> server;
    /** Milliseconds between what one says, at most; and for who sends without reading. */
    final int pause;
    final int shortPause;

    Dialect(Class<?> server, int pause, int shortPause) {
        this.server = server;
        this.pause = pause;
        this.shortPause = shortPause;
    }

    /** Makes a message of a text. */
    String message(String text) {
        return this == JSON ? GSON.toJson(new Message("Alice", text)) : text;
    }

    /** Returns how long a text may be, if each of its characters is a byte. */
    int longest() {
        return LARGEST - message("").length();
    }

    /** Finds the text in what comes back. */
    String text(String answer) {
        return switch (this) {
            case ECHO -> after("Messaggio ricevuto: ", answer);
            case BROADCAST -> answer;
            case JSON -> {
                Reply reply = GSON.fromJson(answer, Reply.class);
                Crowd.check(answer.matches(".*\"timestamp\":\"[-0-9T:.]{23}Z\"}"), answer);
                yield reply.testo();
            }
        };
    }

    private static String after(String start, String answer) {
        Crowd.check(answer.startsWith(start), answer);
        return answer.substring(start.length());
    }

    /** Returns what comes back for a message that is no JSON. */
    String answerToNoJson(String message) {
        return switch (this) {
            case ECHO -> "Messaggio ricevuto: " + message;
            case BROADCAST -> message;
            case JSON -> "{\"errore\":\"JSON non valido\"}";
        };
    }
}
