package lesson.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/** Tells a room what comes out of its streams in Redis, and whether Redis is there at all. */
final class Follower {
    private final RedisReader reader;
    private final RedisRoom room;
    private final String place;

    Follower(URI redis, RedisReader reader, RedisRoom room) {
        this.reader = reader;
        this.room = room;
        place = redis.getHost() + ":" + redis.getPort();
    }

    /** Returns when all that is there has been told, and goes on; waits where Redis is away. */
    void start() {
        while (!read()) {
            // there may be more
        }
        var thread = new Thread(this::follow, "chat-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        while (true) {
            read();
        }
    }

    /** Tells what has come, or waits for it. Returns whether that was all. */
    private boolean read() {
        try {
            News news = reader.read();
            answers(true);
            tell(news);
            return news.isAll();
        } catch (RuntimeException e) {      // Redis is away, or what it says is not of the chat
            answers(false);
            LockSupport.parkNanos(SECONDS.toNanos(1));
            return false;
        }
    }

    /** Who comes has come before it says something, and goes after it. */
    private void tell(News news) {
        if (news.isLost()) {
            room.beginAgain();
        }
        news.events(true).forEach(room::tell);
        news.texts().forEach(text -> room.hear(text.numero(), text.chiave(), text));
        news.events(false).forEach(room::tell);
    }

    /** Says once that Redis is away, and once that it is back. */
    private void answers(boolean does) {
        if (room.isAway(!does)) {
            System.err.println("Redis su " + place
                    + (does ? " risponde di nuovo." : " non risponde: riprovo finché torna."));
        }
    }
}
