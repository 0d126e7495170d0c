package lesson.checker;

/** Step 3: a client, and a server that does what the story says. */
final class ClientStories {
    private ClientStories() {
    }

    private static ScriptedServer greeted(StoryContext story) {
        ScriptedServer server = story.scriptedServer();
        story.runAgainst(server.url());
        server.accepts();
        server.receives("Ciao, server!");
        return server;
    }

    static void introduction(StoryContext story) {
        story.set("utente", "Bruno");
        ScriptedServer server = greeted(story);
        server.receives("Sono Bruno");
        story.types("Come va?");
        server.receives("Come va?");
    }

    static void goodbye(StoryContext story) {
        ScriptedServer server = greeted(story);
        story.types("Devo andare");
        server.receives("Devo andare");
        story.types("/esci");
        server.seesClose(1000);
        story.ends(0);
    }

    static void doNotDisturb(StoryContext story) {
        ScriptedServer server = greeted(story);
        server.sends("Primo");
        story.prints("Risposta dal server: Primo");
        story.types("/pausa");
        story.types("Studio");
        server.receives("Studio");
        server.sends("Secondo");
        server.sends("Terzo");
        story.printsNot("Risposta dal server: Secondo");
        story.types("/riprendi");
        story.prints("Risposta dal server: Secondo");
        story.prints("Risposta dal server: Terzo");
        server.sends("Quarto");
        story.prints("Risposta dal server: Quarto");
    }
}
