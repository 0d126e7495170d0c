package lesson.checker;

/** Step 5: objects on the wire; "…" is any timestamp. */
final class JsonStories {
    private JsonStories() {
    }

    static void signed(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        alice.sends("{\"utente\":\"Alice\",\"testo\":\"Ciao\"}");
        alice.receives("{\"utente\":\"Alice\",\"testo\":\"Ciao\",\"timestamp\":\"…\"}");
        alice.sends("{\"testo\":\"Chi sono?\"}");
        alice.receives("{\"utente\":\"Anonimo\",\"testo\":\"Chi sono?\",\"timestamp\":\"…\"}");
        alice.sends("Ciao");
        alice.receives("{\"errore\":\"JSON non valido\"}");
    }

    static void typing(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        alice.sends("{\"utente\":\"Alice\",\"scrive\":true}");
        bruno.receives("{\"utente\":\"Alice\",\"scrive\":true}");
        alice.receivesNothing();
        alice.sends("{\"utente\":\"Alice\",\"testo\":\"Ciao\"}");
        alice.receives("{\"testo\":\"Ciao\",\"timestamp\":\"…\"}");
        bruno.receivesNothing();
        alice.sends("{\"scrive\":");
        alice.receives("{\"errore\":\"JSON non valido\"}");
        alice.sends("{\"scrive\":\"forse\"}");
        alice.receives("{\"errore\":\"messaggio non valido\"}");
    }

    static void acknowledge(StoryContext story) {
        String message = "{\"id\":\"a1\",\"testo\":\"Ciao\"}";
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        alice.sends(message);
        alice.receives("{\"ricevuto\":\"a1\"}");
        bruno.receives(message);
        alice.sends(message);
        alice.receives("{\"ricevuto\":\"a1\"}");
        bruno.receivesNothing();
        alice.sends("{\"id\":\"a2\",\"testo\":\"Ciao\"}");
        alice.receives("{\"ricevuto\":\"a2\"}");
        bruno.receives("{\"id\":\"a2\",\"testo\":\"Ciao\"}");
        alice.sends("{\"testo\":\"Senza numero\"}");
        alice.receives("{\"testo\":\"Senza numero\",\"timestamp\":\"…\"}");
    }
}
