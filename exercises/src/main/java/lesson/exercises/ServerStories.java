package lesson.exercises;

/** Step 2: a server that answers who speaks to it. */
final class ServerStories {
    /** Milliseconds after which a message is taken again. */
    private static final long A_SECOND = 1_100;

    private ServerStories() {
    }

    static void greeter(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        alice.hears("Benvenuto nella chat!");
        Person bruno = scene.connect("Bruno");
        bruno.hears("Benvenuto nella chat!");
        alice.hearsNothing();
        alice.says("Ciao");
        alice.hears("Messaggio ricevuto: Ciao");
    }

    static void guessingGame(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        alice.says("20");
        alice.hears("Troppo basso");
        bruno.says("99");
        bruno.hears("Troppo alto");
        alice.says("41");
        alice.hears("Troppo basso");
        bruno.says("42");
        bruno.hears("Indovinato! Tentativi: 2");
        alice.says("42");
        alice.hears("Indovinato! Tentativi: 3");
        alice.says("Ho vinto");
        alice.hears("Messaggio ricevuto: Ho vinto");
    }

    static void slowDown(Scene scene) throws Unmet, InterruptedException {
        Person alice = scene.connect("Alice");
        Person bruno = scene.connect("Bruno");
        alice.says("uno");
        alice.says("due");
        alice.hears("Messaggio ricevuto: uno");
        alice.hears("Piano! Un messaggio al secondo.");
        bruno.says("anch'io");
        bruno.hears("Messaggio ricevuto: anch'io");
        scene.pause(A_SECOND);
        alice.says("tre");
        alice.hears("Messaggio ricevuto: tre");
    }
}
