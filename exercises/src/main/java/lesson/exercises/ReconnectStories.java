package lesson.exercises;

/** Step 6: a server that goes, and a client that comes back. */
final class ReconnectStories {
    private ReconnectStories() {
    }

    static void givingUp(Scene scene) throws Unmet, InterruptedException {
        Host host = scene.client();
        host.willRefuse(2);
        scene.runAgainst(host.url());
        host.refuses();
        host.refuses();
        host.letsIn();
        host.hears("Ciao, server!");
        host.willRefuse(4);
        host.cuts();
        host.refuses();
        host.refuses();
        host.refuses();
        scene.complains("Il server non torna: rinuncio.");
        scene.ends(1);
    }

    static void sameSeat(Scene scene) throws Unmet, InterruptedException {
        Host host = scene.client();
        scene.runAgainst(host.url());
        host.letsIn();
        host.hears("Ciao, server!");
        host.cuts();
        host.letsIn();
        host.hears("Ciao, server!");
        host.hearsNothing();
        host.says("posto 7");
        scene.prints("Risposta dal server: posto 7");
        host.cuts();
        host.letsIn();
        host.hears("Ciao, server!");
        host.hears("riprendi 7");
        host.says("posto 12");
        scene.prints("Risposta dal server: posto 12");
        host.cuts();
        host.letsIn();
        host.hears("Ciao, server!");
        host.hears("riprendi 12");
    }

    static void resend(Scene scene) throws Unmet, InterruptedException {
        Host host = scene.client();
        scene.runAgainst(host.url());
        host.letsIn();
        host.hears("Ciao, server!");
        scene.types("Ciao");
        host.hears("1 Ciao");
        scene.types("Come va?");
        host.hears("2 Come va?");
        scene.types("Ci sei?");
        host.hears("3 Ci sei?");
        host.says("ricevuto 1");
        scene.prints("Risposta dal server: ricevuto 1");
        host.cuts();
        host.letsIn();
        host.hears("Ciao, server!");
        host.hears("2 Come va?");
        host.hears("3 Ci sei?");
        host.says("ricevuto 2");
        host.says("ricevuto 3");
        scene.prints("Risposta dal server: ricevuto 3");
        host.cuts();
        host.letsIn();
        host.hears("Ciao, server!");
        host.hearsNothing();
    }
}
