package lesson.chat;

import java.util.Optional;
import java.util.UUID;

/** What a client has said and not heard yet: kept under its key, so that it can be said again. */
final class Outbox {
    private final String utente;
    private Post unheard;       // null where all was heard

    Outbox(String utente) {
        this.utente = utente;
    }

    /** Returns what says who has come. */
    String entry() {
        return Json.of(new Posted.Enters(utente));
    }

    /** Takes a line to be said. Returns false, and says why, if it can't be. */
    synchronized boolean put(String line) {
        if (line.length() > Post.LONGEST) {
            System.err.println("Una riga di " + line.length() + " caratteri non è partita: nella"
                    + " chat sono al massimo " + Post.LONGEST + ".");
            return false;
        }
        unheard = new Post(UUID.randomUUID().toString(), utente, line);
        return true;
    }

    /** Returns what has to be said again, if anything. */
    synchronized Optional<String> unheard() {
        return Optional.ofNullable(unheard).map(Json::of);
    }

    /** Looks whether what came settles what was said: it was heard, or will never be. */
    synchronized void heard(Heard heard) {
        if (unheard != null && (heard.isFinal() || heard.isKey(unheard.chiave()))) {
            unheard = null;
            notifyAll();
        }
    }

    synchronized void awaitHeard() {
        try {
            while (unheard != null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
