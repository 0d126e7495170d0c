package lesson.chat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import lesson.testkit.TestClient;

/** Somebody in the chat, message by message. */
final class Talker implements AutoCloseable {
    private final TestClient client;

    Talker(int port) {
        this(new TestClient(port));
    }

    private Talker(TestClient client) {
        this.client = client;
    }

    /** Comes for the first time, and hears of it. What was said before comes first. */
    static Talker enters(int port, String name) {
        Talker talker = new Talker(port);
        return talker.send("{\"entra\":\"" + name + "\"}").until("{\"entra\":\"" + name + "\"}");
    }

    /** Comes back, and has heard all up to a number. */
    static Talker returns(int port, long heard) {
        return new Talker(TestClient.saying(port, "{\"dopo\":" + heard + "}"));
    }

    Talker send(String text) {
        client.send(text);
        return this;
    }

    Talker says(String chiave, String utente, String testo) {
        return send("{\"chiave\":\"" + chiave + "\",\"utente\":\"" + utente + "\",\"testo\":\""
                + testo + "\"}");
    }

    /** Reads up to what {@link #next} returns for a message. */
    Talker until(String expected) {
        while (!next().equals(expected)) {
            // an earlier one
        }
        return this;
    }

    /** Returns the next message; of a text, "17 Alice: Ciao (key)". */
    String next() {
        String text = client.next();
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return !json.has("numero") ? text : json.get("numero").getAsLong() + " "
                + json.get("utente").getAsString() + ": " + json.get("testo").getAsString()
                + " (" + json.get("chiave").getAsString() + ")";
    }

    /** The same for the next text; who comes and goes meanwhile is left out. */
    String nextText() {
        String next = next();
        while (next.startsWith("{")) {
            next = next();
        }
        return next;
    }

    /** The same for the next error. */
    String nextError() {
        String next = next();
        while (!next.startsWith("{\"errore\"")) {
            next = next();
        }
        return next;
    }

    String nextRaw() {
        return client.next();
    }

    /** Says goodbye. Returns the close code. */
    String leaves() {
        return client.close(1000, "");
    }

    @Override
    public void close() {
        client.close();
    }
}
