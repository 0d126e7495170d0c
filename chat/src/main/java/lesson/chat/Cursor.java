package lesson.chat;

/** A client's place in the history: how far it has been told what was said. */
final class Cursor {
    private static final int PORTION = 64 * 1024;   // characters on their way to the client

    private final Guest guest;
    private long told;          // the number of the last text
    private int left = PORTION; // until it has answered a ping, and so read what came before

    Cursor(Guest guest) {
        this.guest = guest;
    }

    /** From now on the client is told what comes after this number. */
    void startAfter(long number) {
        told = number;
    }

    boolean isAt(long number) {
        return told == number;
    }

    /** Tells it what it was not told yet; of much a portion, and the rest when it has read that. */
    void catchUp(History history) {
        if (left > 0 && told < history.forgotten()) {
            startAfter(history.forgotten());
            guest.tell(new Posted.After(told));
        }
        while (left > 0 && told < history.last()) {
            String text = history.text(++told);
            guest.tell(text);
            left -= text.length();
            if (left <= 0) {
                guest.ping();
            }
        }
    }

    void hasRead() {
        left = PORTION;
    }
}
