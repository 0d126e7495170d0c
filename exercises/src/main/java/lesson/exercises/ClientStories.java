package lesson.exercises;

/** Step 3: a client, and a server that does what the story says. */
final class ClientStories {
    private ClientStories() {
    }

    private static Host greeted(Scene scene) throws Unmet, InterruptedException {
        Host host = scene.client();
        scene.runAgainst(host.url());
        host.letsIn();
        host.hears("Ciao, server!");
        return host;
    }

    static void introduction(Scene scene) throws Unmet, InterruptedException {
        scene.set("utente", "Bruno");
        Host host = greeted(scene);
        host.hears("Sono Bruno");
        scene.types("Come va?");
        host.hears("Come va?");
    }

    static void goodbye(Scene scene) throws Unmet, InterruptedException {
        Host host = greeted(scene);
        scene.types("Devo andare");
        host.hears("Devo andare");
        scene.types("/esci");
        host.isLeftWith(1000);
        scene.ends(0);
    }

    static void doNotDisturb(Scene scene) throws Unmet, InterruptedException {
        Host host = greeted(scene);
        host.says("Primo");
        scene.prints("Risposta dal server: Primo");
        scene.types("/pausa");
        scene.types("Studio");
        host.hears("Studio");
        host.says("Secondo");
        host.says("Terzo");
        scene.printsNot("Risposta dal server: Secondo");
        scene.types("/riprendi");
        scene.prints("Risposta dal server: Secondo");
        scene.prints("Risposta dal server: Terzo");
        host.says("Quarto");
        scene.prints("Risposta dal server: Quarto");
    }
}
