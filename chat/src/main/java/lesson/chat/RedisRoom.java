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
    private boolean away;

    /** Returns when it has read what is there; as long as there is no Redis, it waits. */
    RedisRoom(URI redis) {
        stream = new RedisStream(redis);
        new Follower(redis, stream.reader(), this).start();
    }

    /** Who comes has come before it says something, and goes after it. */
    void hear(RedisReader.News news) {
        if (news.isLost()) {
            beginAt(0);
        }
        news.events(true).forEach(this::tell);
        news.texts().forEach(text -> hear(text.numero(), text.chiave(), text));
        news.events(false).forEach(this::tell);
    }

    /** Redis is away, or is not; all are told that it is. Returns whether that is new. */
    synchronized boolean isAway(boolean now) {
        boolean isNew = away != now;
        away = now;
        if (isNew && away) {
            tell(Json.of(AWAY));
        }
        return isNew;
    }

    @Override
    synchronized void admit(Guest guest, long heard) {
        super.admit(guest, heard);
        if (away) {
            guest.tell(AWAY);
        }
    }

    /** What it heard on another server this one may still have to read. */
    @Override
    synchronized void comeBack(Guest guest, long heard) {
        if (heard <= last()) {
            super.comeBack(guest, heard);
            return;
        }
        admit(guest, heard);
        waiting.execute(() -> {
            if (!stream.reaches(heard)) {
                super.comeBack(guest, heard);
            }
        }, () -> { });
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
