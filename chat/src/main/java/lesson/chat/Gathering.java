package lesson.chat;

/** Who comes, comes back and goes: how far it heard what was said, and who is told of it. */
abstract class Gathering extends Audience {
    private static final int WELCOME = 50;      // texts that who comes for the first time is told

    /** Lets a client in that is not in yet. */
    final synchronized void listen(Guest guest) {
        if (!isIn(guest)) {
            admit(guest, Math.max(last() - WELCOME, history.forgotten()));
        }
    }

    /** Lets a client in that was here before, and heard all up to a number. */
    synchronized void comeBack(Guest guest, long heard) {
        admit(guest, heard);
        startAgain(guest, heard);
    }

    /** Where a client heard more than there is, it was in a room that is no more. */
    final synchronized void startAgain(Guest guest, long heard) {
        if (heard > last() && guest.cursor.isAt(heard)) {   // it may have been told meanwhile
            guest.tell(new Posted.After(history.forgotten()));
            admit(guest, history.forgotten());
        }
    }

    /** Somebody says its name; the first time, all are told. */
    protected final synchronized void enter(Guest guest, String name) {
        listen(guest);
        if (isIn(guest) && guest.isCalled(name)) {
            announce(new Posted.Enters(name));
        }
    }

    /** Somebody is gone. */
    final synchronized void leave(Guest guest) {
        if (remove(guest) && !guest.name().isEmpty()) {
            announce(new Posted.Leaves(guest.name()));
        }
    }

    /** Somebody has come or gone. */
    void announce(Record event) {
        tell(Json.of(event));
    }
}
