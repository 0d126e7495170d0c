package lesson.checker;

/** Step 2: a server that answers who speaks to it. */
final class ServerStories {
    /** Milliseconds after which a message is taken again. */
    private static final long A_SECOND = 1_100;

    private ServerStories() {
    }

    static void greeter(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        alice.receives("Benvenuto nella chat!");
        ScriptedClient bruno = story.connect("Bruno");
        bruno.receives("Benvenuto nella chat!");
        alice.receivesNothing();
        alice.sends("Ciao");
        alice.receives("Messaggio ricevuto: Ciao");
    }

    static void guessingGame(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        alice.sends("20");
        alice.receives("Troppo basso");
        bruno.sends("99");
        bruno.receives("Troppo alto");
        alice.sends("41");
        alice.receives("Troppo basso");
        bruno.sends("42");
        bruno.receives("Indovinato! Tentativi: 2");
        alice.sends("42");
        alice.receives("Indovinato! Tentativi: 3");
        alice.sends("Ho vinto");
        alice.receives("Messaggio ricevuto: Ho vinto");
    }

    static void slowDown(StoryContext story) {
        ScriptedClient alice = story.connect("Alice");
        ScriptedClient bruno = story.connect("Bruno");
        alice.sends("uno");
        alice.sends("due");
        alice.receives("Messaggio ricevuto: uno");
        alice.receives("Piano! Un messaggio al secondo.");
        bruno.sends("anch'io");
        bruno.receives("Messaggio ricevuto: anch'io");
        story.pause(A_SECOND);
        alice.sends("tre");
        alice.receives("Messaggio ricevuto: tre");
    }
}
