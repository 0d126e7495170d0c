package lesson.chat;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import lesson.json.Reply;

/**
 * The room of many servers: each writes into a stream of Redis and reads what stands there, its
 * own texts too. So nothing is heard, and nothing acknowledged, that is not in the stream.
 */
final class RedisRoom extends Room {
    private static final Reply.Failure AWAY = new Reply.Failure("la stanza non risponde");

    private final RedisStream stream;
    private final Waiting waiting = new Waiting();

    /** Returns when it has read what is there; as long as there is no Redis, it waits. */
    RedisRoom(URI redis) {
        stream = new RedisStream(redis);
        new Follower(redis, stream.reader(), this).start();
    }

    /** Redis is away, or is not; all are told that it is. Returns whether that is new. */
    synchronized boolean isAway(boolean now) {
        boolean isNew = waiting.isAway() != now;
        waiting.isAway(now);
        if (isNew && now) {
            tell(Json.of(AWAY));
        }
        return isNew;
    }

    @Override
    synchronized void admit(Guest guest, long heard) {
        super.admit(guest, heard);
        if (waiting.isAway()) {
            guest.tell(AWAY);
        }
    }

    /** What it heard on another server this one may still have to read. */
    @Override
    synchronized void comeBack(Guest guest, long heard) {
        if (heard > last()) {
            admit(guest, heard);
            ask(guest, heard);
        } else {
            super.comeBack(guest, heard);
        }
    }

    private void ask(Guest guest, long heard) {
        waiting.execute(() -> {
            long before = last();
            long there = stream.last();
            if (before <= there && there < heard) {     // or this room is about to begin again
                answer(guest, heard);
            }
        }, () -> delayedExecutor(1, SECONDS).execute(() -> ask(guest, heard)));
    }

    /** Unless meanwhile all have been told that the room began again. */
    private synchronized void answer(Guest guest, long heard) {
        if (guest.isAt(heard)) {
            super.comeBack(guest, heard);
        }
    }

    @Override
    void write(Guest guest, Post post) {
        waiting.execute(() -> {
            if (!stream.write(post)) {
                repeat(guest, post.chiave());   // what is not here yet comes from the stream
            }
        }, () -> guest.tell(AWAY));
    }

    @Override
    void announce(Record event) {
        String json = Json.of(event);
        waiting.execute(() -> stream.announce(json), () -> tell(json));  // at least to those here
    }
}
