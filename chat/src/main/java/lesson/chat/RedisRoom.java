package lesson.chat;

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
    private final Ahead ahead;

    /** Returns when it has read what is there; as long as there is no Redis, it waits. */
    RedisRoom(URI redis) {
        stream = new RedisStream(redis);
        ahead = new Ahead(this, stream, waiting);
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

    @Override
    synchronized void comeBack(Guest guest, long heard) {
        admit(guest, heard);
        if (heard > last()) {
            ahead.ask(guest, heard);
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
