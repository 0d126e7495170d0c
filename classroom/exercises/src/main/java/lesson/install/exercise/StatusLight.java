package lesson.install.exercise;

import lesson.support.Settings;
import lesson.support.Terminal;

/** Exercise 1-1: a chat's status light. Is there a server at {@code -Durl}? */
public final class StatusLight {
    private StatusLight() {
    }

    /** @param args not used; the server's address is a system property, {@code "-Durl=ws://…"} */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        var url = Settings.url();
        boolean there = false;
        // TODO Try to open a plain TCP connection (java.net.Socket) to the host and port of url:
        // if that works, the server is there; an IOException says that it is not.
        // Prova ad aprire una semplice connessione TCP (java.net.Socket) verso host e porta di
        // url: se riesce, il server c'è; una IOException dice che non c'è.
        System.out.println(there ? "Il server c'è." : "Il server non c'è.");
        System.exit(there ? 0 : Terminal.FAILED);
    }
}
