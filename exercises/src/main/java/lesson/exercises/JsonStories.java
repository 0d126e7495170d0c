package lesson.exercises;

/** Step 5: objects on the wire; "…" is any timestamp. */
final class JsonStories {
    private JsonStories() {
    }

    static void signed(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        alice.says("{\"utente\":\"Alice\",\"testo\":\"Ciao\"}");
        alice.hears("{\"utente\":\"Alice\",\"testo\":\"Ciao\",\"timestamp\":\"…\"}");
        alice.says("{\"testo\":\"Chi sono?\"}");
        alice.hears("{\"utente\":\"Anonimo\",\"testo\":\"Chi sono?\",\"timestamp\":\"…\"}");
        alice.says("Ciao");
        alice.hears("{\"errore\":\"JSON non valido\"}");
    }

    static void typing(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        alice.says("{\"utente\":\"Alice\",\"scrive\":true}");
        bruno.hears("{\"utente\":\"Alice\",\"scrive\":true}");
        alice.hearsNothing();
        alice.says("{\"utente\":\"Alice\",\"testo\":\"Ciao\"}");
        alice.hears("{\"testo\":\"Ciao\",\"timestamp\":\"…\"}");
        bruno.hearsNothing();
        alice.says("{\"scrive\":");
        alice.hears("{\"errore\":\"JSON non valido\"}");
        alice.says("{\"scrive\":\"forse\"}");
        alice.hears("{\"errore\":\"messaggio non valido\"}");
    }

    static void acknowledge(Scene scene) throws Unmet, InterruptedException {
        String message = "{\"id\":\"a1\",\"testo\":\"Ciao\"}";
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        alice.says(message);
        alice.hears("{\"ricevuto\":\"a1\"}");
        bruno.hears(message);
        alice.says(message);
        alice.hears("{\"ricevuto\":\"a1\"}");
        bruno.hearsNothing();
        alice.says("{\"id\":\"a2\",\"testo\":\"Ciao\"}");
        alice.hears("{\"ricevuto\":\"a2\"}");
        bruno.hears("{\"id\":\"a2\",\"testo\":\"Ciao\"}");
        alice.says("{\"testo\":\"Senza numero\"}");
        alice.hears("{\"testo\":\"Senza numero\",\"timestamp\":\"…\"}");
    }
}
