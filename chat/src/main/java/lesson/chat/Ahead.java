package lesson.chat;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/** Who heard more than its server: that has still to be read, or the room was lost with it. */
final class Ahead {
    private final RedisRoom room;
    private final RedisStream stream;
    private final Waiting waiting;

    Ahead(RedisRoom room, RedisStream stream, Waiting waiting) {
        this.room = room;
        this.stream = stream;
        this.waiting = waiting;
    }

    /** Asks Redis which of the two it is, until it answers. */
    void ask(Guest guest, long heard) {
        waiting.execute(() -> {
            long before = room.last();
            long there = stream.last();
            if (before <= there && there < heard) {     // or all will be told of the loss
                room.startAgain(guest, heard);
            }
        }, () -> delayedExecutor(1, SECONDS).execute(() -> ask(guest, heard)));
    }
}
