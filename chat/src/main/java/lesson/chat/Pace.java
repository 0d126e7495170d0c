package lesson.chat;

/** How much a client may still say: ten messages a second, or twenty after it said nothing. */
final class Pace {
    private static final double A_SECOND = 10;
    private static final double SAVED = 20;

    private double left = SAVED;
    private long since = System.nanoTime();     // when that was counted
    private int messages;

    /** Counts a message that has come. Returns whether it is one too many. */
    boolean isTooFast() {
        long now = System.nanoTime();
        left = Math.min(SAVED, left + A_SECOND * (now - since) / 1e9);
        since = now;
        messages++;
        return left-- < 1 && left++ < 1;
    }

    /** Whether the message that has come is the client's first. */
    boolean isFirst() {
        return messages == 1;
    }
}
