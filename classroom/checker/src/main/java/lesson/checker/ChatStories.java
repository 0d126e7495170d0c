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
        bruno.sends("{\"scrive\":true}");
        alice.receives("{\"scrive\":\"Bruno\"}");
        bruno.receivesNothing();
        for (String other : List.of("{\"scrive\":\"true\"}", "{\"scrive\":false}", "[]")) {
            bruno.sends(other);
            bruno.receives(INVALID);
        }
        ScriptedClient carla = story.connect("Carla");
        carla.sends("{\"scrive\":true}");
        carla.receives(INVALID);
        carla.sends("{\"entra\":\"Carla\"}");
        everybody("{\"entra\":\"Carla\"}", carla, alice, bruno);
        alice.sends(text("a1", "Alice", "Ciao").replace("}", ",\"scrive\":true}"));
        everybody(numbered(1, "Alice", "Ciao", "a1", ""), alice, bruno, carla);
    }

    static void whisper(StoryContext story) {
        ScriptedClient alice = enters(story, "Alice");
        alice.sends(whisper("a1", "Alice", "\"Bruno\""));
        alice.receives("{\"errore\":\"Bruno non c'è\"}");
        ScriptedClient bruno = enters(story, "Bruno", alice);
        ScriptedClient carla = enters(story, "Carla", alice, bruno);
        alice.sends(whisper("a1", "Alice", "\"Bruno\""));
        everybody(secret("a1", "Alice", "Bruno"), bruno, alice);
        carla.receivesNothing();
        bruno.sends(whisper("b1", "Bruno", "\"Carla\""));
        everybody(secret("b1", "Bruno", "Carla"), carla, bruno);
        alice.receivesNothing();
        for (String nobody : List.of("5", "\"\"")) {
            alice.sends(whisper("a2", "Alice", nobody));
            alice.receives(INVALID);
        }
        alice.sends("{\"utente\":\"Alice\",\"testo\":\"Ciao\",\"a\":\"Bruno\"}");
        alice.receives(INVALID);
        bruno.leaves();
        everybody("{\"esce\":\"Bruno\"}", alice, carla);
        alice.leaves();
        carla.receives("{\"esce\":\"Alice\"}");
        ScriptedClient back = story.connect("Alice");
        back.sends(whisper("a1", "Alice", "\"Bruno\""));
        everybody("{\"entra\":\"Alice\"}", back, carla);
        back.receives(secret("a1", "Alice", "Bruno"));
        carla.sends(whisper("a1", "Carla", "\"Alice\""));
        everybody(secret("a1", "Carla", "Alice"), back, carla);
        carla.sends(text("c1", "Carla", "Che silenzio"));
        everybody(numbered(1, "Carla", "Che silenzio", "c1", ""), carla, back);
    }

    static void correction(StoryContext story) {
        ScriptedClient alice = enters(story, "Alice");
        ScriptedClient bruno = enters(story, "Bruno", alice);
        alice.sends(text("a1", "Alice", "Ciaoo"));
        everybody(numbered(1, "Alice", "Ciaoo", "a1", ""), alice, bruno);
        bruno.sends(text("b1", "Bruno", "Ciiao"));
        everybody(numbered(2, "Bruno", "Ciiao", "b1", ""), alice, bruno);
        alice.sends(correction("a2", "Alice", "1"));
        String first = numbered(3, "Alice", "Ciao", "a2", ",\"corregge\":1");
        everybody(first, alice, bruno);
        alice.sends(correction("a2", "Alice", "1"));
        alice.receives(first);
        bruno.receivesNothing();
        bruno.sends(correction("b2", "Bruno", "2"));
        String second = numbered(4, "Bruno", "Ciao", "b2", ",\"corregge\":2");
        everybody(second, alice, bruno);
        for (String number : List.of("2", "70", "1.5", "\"1\"")) {
            alice.sends(correction("a3", "Alice", number));
            alice.receives(INVALID);
        }
        bruno.leaves();
        alice.receives("{\"esce\":\"Bruno\"}");
        ScriptedClient back = story.connect("Bruno");
        back.sends(correction("b2", "Bruno", "2"));
        back.receives(numbered(1, "Alice", "Ciaoo", "a1", ""));
        back.receives(numbered(2, "Bruno", "Ciiao", "b1", ""));
        back.receives(first);
        back.receives(second);
        everybody("{\"entra\":\"Bruno\"}", alice, back);
        back.receives(second);
    }

    /** All of them receive this next. */
    private static void everybody(String text, ScriptedClient... all) {
        for (ScriptedClient each : all) {
            each.receives(text);
        }
    }

    /** Somebody comes, and says its name: all who are there hear it. */
    private static ScriptedClient enters(StoryContext story, String name,
            ScriptedClient... others) {
        ScriptedClient newcomer = story.connect(name);
        String entry = "{\"entra\":\"" + name + "\"}";
        newcomer.sends(entry);
        newcomer.receives(entry);
        everybody(entry, others);
        return newcomer;
    }

    private static String text(String key, String name, String text) {
        return "{\"chiave\":\"" + key + "\",\"utente\":\"" + name + "\",\"testo\":\"" + text
                + "\"}";
    }

    private static String whisper(String key, String name, String to) {
        return text(key, name, "Ciao").replace("}", ",\"a\":" + to + "}");
    }

    private static String secret(String key, String name, String to) {
        return "{\"utente\":\"" + name + "\",\"a\":\"" + to + "\",\"testo\":\"Ciao\","
                + "\"timestamp\":\"…\",\"chiave\":\"" + key + "\"}";
    }

    private static String correction(String key, String name, String number) {
        return text(key, name, "Ciao").replace("}", ",\"corregge\":" + number + "}");
    }

    private static String numbered(int number, String name, String text, String key, String rest) {
        return "{\"numero\":" + number + ",\"utente\":\"" + name + "\",\"testo\":\"" + text
                + "\",\"timestamp\":\"…\",\"chiave\":\"" + key + "\"" + rest + "}";
    }
}
