package lesson.checker;

/** Step 4: several people in one chat. */
final class BroadcastStories {
    private BroadcastStories() {
    }

    static void farewell(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        ScriptedClient carla = story.connect("Carla");
        carla.leaves();
        alice.receives("Qualcuno è uscito: restiamo in 2.");
        bruno.receives("Qualcuno è uscito: restiamo in 2.");
        bruno.vanishes();
        alice.receives("Qualcuno è uscito: restiamo in 1.");
        alice.sends("C'è nessuno?");
        alice.receives("C'è nessuno?");
    }

    static void nicknames(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        alice.sends("Ciao");
        alice.receives("Anonimo: Ciao");
        bruno.receives("Anonimo: Ciao");
        alice.sends("/nick Alice");
        alice.receives("Ora ti chiami Alice");
        bruno.receivesNothing();
        alice.sends("Sono io");
        alice.receives("Alice: Sono io");
        bruno.receives("Alice: Sono io");
        bruno.sends("E io?");
        alice.receives("Anonimo: E io?");
        bruno.receives("Anonimo: E io?");
    }

    static void rooms(StoryContext story) {
        ScriptedClient alice = story.connect("Alice", "/calcio");
        ScriptedClient bruno = story.connect("Bruno", "/calcio");
        ScriptedClient carla = story.connect("Carla", "/musica");
        alice.sends("Gol!");
        alice.receives("Gol!");
        bruno.receives("Gol!");
        carla.receivesNothing();
        carla.sends("Che assolo!");
        carla.receives("Che assolo!");
        alice.receivesNothing();
    }
}
