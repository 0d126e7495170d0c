package lesson.exercises;

/** Step 4: several people in one chat. */
final class BroadcastStories {
    private BroadcastStories() {
    }

    static void farewell(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        Person carla = scene.connect("Carla");
        carla.leaves();
        alice.hears("Qualcuno è uscito: restiamo in 2.");
        bruno.hears("Qualcuno è uscito: restiamo in 2.");
        bruno.vanishes();
        alice.hears("Qualcuno è uscito: restiamo in 1.");
        alice.says("C'è nessuno?");
        alice.hears("C'è nessuno?");
    }

    static void nicknames(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        alice.says("Ciao");
        alice.hears("Anonimo: Ciao");
        bruno.hears("Anonimo: Ciao");
        alice.says("/nick Alice");
        alice.hears("Ora ti chiami Alice");
        bruno.hearsNothing();
        alice.says("Sono io");
        alice.hears("Alice: Sono io");
        bruno.hears("Alice: Sono io");
        bruno.says("E io?");
        alice.hears("Anonimo: E io?");
        bruno.hears("Anonimo: E io?");
    }

    static void rooms(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice", "/calcio");
        Person bruno = scene.connect("Bruno", "/calcio");
        Person carla = scene.connect("Carla", "/musica");
        alice.says("Gol!");
        alice.hears("Gol!");
        bruno.hears("Gol!");
        carla.hearsNothing();
        carla.says("Che assolo!");
        carla.hears("Che assolo!");
        alice.hearsNothing();
    }
}
