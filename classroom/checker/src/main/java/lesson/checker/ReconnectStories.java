package lesson.checker;

/** Step 6: a server that goes, and a client that comes back. */
final class ReconnectStories {
    private ReconnectStories() {
    }

    static void givingUp(StoryContext story) {
        ScriptedServer server = story.scriptedServer();
        server.willRefuse(2);
        story.runAgainst(server.url());
        server.refuses();
        server.refuses();
        server.accepts();
        server.receives("Ciao, server!");
        server.willRefuse(4);
        server.cuts();
        server.refuses();
        server.refuses();
        server.refuses();
        story.complains("Il server non torna: rinuncio.");
        story.ends(1);
    }

    static void sameSeat(StoryContext story) {
        ScriptedServer server = story.scriptedServer();
        story.runAgainst(server.url());
        server.accepts();
        server.receives("Ciao, server!");
        server.cuts();
        server.accepts();
        server.receives("Ciao, server!");
        server.receivesNothing();
        server.sends("posto 7");
        story.prints("Risposta dal server: posto 7");
        server.cuts();
        server.accepts();
        server.receives("Ciao, server!");
        server.receives("riprendi 7");
        server.sends("posto 12");
        story.prints("Risposta dal server: posto 12");
        server.cuts();
        server.accepts();
        server.receives("Ciao, server!");
        server.receives("riprendi 12");
    }

    static void resend(StoryContext story) {
        ScriptedServer server = story.scriptedServer();
        story.runAgainst(server.url());
        server.accepts();
        server.receives("Ciao, server!");
        story.types("Ciao");
        server.receives("1 Ciao");
        story.types("Come va?");
        server.receives("2 Come va?");
        story.types("Ci sei?");
        server.receives("3 Ci sei?");
        server.sends("ricevuto 1");
        story.prints("Risposta dal server: ricevuto 1");
        server.cuts();
        server.accepts();
        server.receives("Ciao, server!");
        server.receives("2 Come va?");
        server.receives("3 Ci sei?");
        server.sends("ricevuto 2");
        server.sends("ricevuto 3");
        story.prints("Risposta dal server: ricevuto 3");
        server.cuts();
        server.accepts();
        server.receives("Ciao, server!");
        server.receivesNothing();
    }
}
