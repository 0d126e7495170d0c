package lesson.checker;

import java.util.List;

/** The chat: who is in a room, and what is told to whom; "…" is any timestamp. */
final class ChatStories {
    private static final String INVALID = "{\"errore\":\"messaggio non valido\"}";

    private ChatStories() {
    }

    static void isTyping(StoryContext story) {
        ScriptedClient alice = enters(story, "Alice");
        ScriptedClient bruno = enters(story, "Bruno", alice);
        alice.sends("{\"scrive\":true}");
        bruno.receives("{\"scrive\":\"Alice\"}");
        alice.receivesNothing();
        bruno.sends("{\"scrive\":\"forse\"}");
        bruno.receives(INVALID);
        ScriptedClient carla = story.connect("Carla");
        carla.sends("{\"scrive\":true}");
        carla.receives(INVALID);
        carla.sends("{\"entra\":\"Carla\"}");
        for (ScriptedClient each : List.of(carla, alice, bruno)) {
            each.receives("{\"entra\":\"Carla\"}");
        }
        alice.sends(text("a1", "Alice", "Ciao"));
        for (ScriptedClient each : List.of(alice, bruno, carla)) {
            each.receives(numbered(1, "Alice", "Ciao", "a1", ""));
        }
    }

    static void whisper(StoryContext story) {
        String message = "{\"chiave\":\"a1\",\"utente\":\"Alice\",\"testo\":\"Ciao\","
                + "\"a\":\"Bruno\"}";
        String secret = "{\"utente\":\"Alice\",\"a\":\"Bruno\",\"testo\":\"Ciao\","
                + "\"timestamp\":\"…\",\"chiave\":\"a1\"}";
        ScriptedClient alice = enters(story, "Alice");
        alice.sends(message);
        alice.receives("{\"errore\":\"Bruno non c'è\"}");
        ScriptedClient bruno = enters(story, "Bruno", alice);
        ScriptedClient carla = enters(story, "Carla", alice, bruno);
        alice.sends(message);
        bruno.receives(secret);
        alice.receives(secret);
        carla.receivesNothing();
        alice.sends(message);
        alice.receives(secret);
        bruno.receivesNothing();
        carla.sends(text("c1", "Carla", "Che silenzio"));
        for (ScriptedClient each : List.of(carla, alice, bruno)) {
            each.receives(numbered(1, "Carla", "Che silenzio", "c1", ""));
        }
    }

    static void correction(StoryContext story) {
        String first = numbered(1, "Alice", "Ciaoo", "a1", "");
        String second = numbered(2, "Alice", "Ciao", "a2", ",\"corregge\":1");
        ScriptedClient alice = enters(story, "Alice");
        ScriptedClient bruno = enters(story, "Bruno", alice);
        alice.sends(text("a1", "Alice", "Ciaoo"));
        alice.receives(first);
        bruno.receives(first);
        alice.sends(correction("a2", "Alice", "1"));
        alice.receives(second);
        bruno.receives(second);
        alice.sends(correction("a2", "Alice", "1"));
        alice.receives(second);
        bruno.receivesNothing();
        bruno.sends(correction("b1", "Bruno", "1"));
        bruno.receives(INVALID);
        alice.sends(correction("a3", "Alice", "7"));
        alice.receives(INVALID);
        alice.sends(correction("a3", "Alice", "\"1\""));
        alice.receives(INVALID);
        ScriptedClient carla = story.connect("Carla");
        carla.sends("{\"entra\":\"Carla\"}");
        carla.receives(first);
        carla.receives(second);
        for (ScriptedClient each : List.of(carla, alice, bruno)) {
            each.receives("{\"entra\":\"Carla\"}");
        }
    }

    /** Somebody comes, and says its name: all who are there hear it. */
    private static ScriptedClient enters(StoryContext story, String name,
            ScriptedClient... others) {
        ScriptedClient newcomer = story.connect(name);
        String entry = "{\"entra\":\"" + name + "\"}";
        newcomer.sends(entry);
        newcomer.receives(entry);
        for (ScriptedClient other : others) {
            other.receives(entry);
        }
        return newcomer;
    }

    private static String text(String key, String name, String text) {
        return "{\"chiave\":\"" + key + "\",\"utente\":\"" + name + "\",\"testo\":\"" + text
                + "\"}";
    }

    private static String correction(String key, String name, String number) {
        return text(key, name, "Ciao").replace("}", ",\"corregge\":" + number + "}");
    }

    private static String numbered(int number, String name, String text, String key, String rest) {
        return "{\"numero\":" + number + ",\"utente\":\"" + name + "\",\"testo\":\"" + text
                + "\",\"timestamp\":\"…\",\"chiave\":\"" + key + "\"" + rest + "}";
    }
}
