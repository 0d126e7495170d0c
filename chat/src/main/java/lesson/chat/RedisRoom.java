package lesson.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import lesson.json.Reply;

/**
 * The room of many servers: each writes into a stream of Redis and reads what stands there, its
 * own texts too. So nothing is heard, and nothing acknowledged, that is not in the stream.
 */
final class RedisRoom extends Room {
    private static final String AWAY = "la stanza non risponde";
    private static final int MOST_WAITING = 1_000;

    private final RedisStream stream;
    private final String place;
    private final ExecutorService writer = new ThreadPoolExecutor(1, 1, 0, SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING));    // nobody else waits for Redis
    private volatile boolean away;

    /** Returns when it has read what is there; as long as there is no Redis, it waits. */
    RedisRoom(URI redis) {
        stream = new RedisStream(redis);
        place = redis.getHost() + ":" + redis.getPort();
        while (!read()) {
            // there may be more
        }
        var reader = new Thread(() -> {
            while (true) {
                read();
            }
        }, "chat-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Reads what has come, or waits for it. Returns whether that was all. */
    private boolean read() {
        try {
            RedisStream.News news = stream.read();
            answers(true);
            if (news.isLost()) {
                beginAt(0);
            }
            // Who comes has come before it says something, and goes after it.
            news.events().stream().filter(RedisRoom::isEntry).forEach(this::tell);
            news.texts().forEach(this::hearNext);
            news.events().stream().filter(event -> !isEntry(event)).forEach(this::tell);
            return news.isAll();
        } catch (RuntimeException e) {      // Redis is away, or what it says is not of the chat
            answers(false);
            pause();
            return false;
        }
    }

    private static boolean isEntry(String event) {
        return event.startsWith("{\"entra\"");
    }

    private synchronized void hearNext(Posted text) {
        if (text.numero() != last() + 1) {
            beginAt(text.numero() - 1);     // while Redis was away it forgot some
        }
        hear(text.numero(), text.chiave(), text);
    }

    /** Says once that Redis is away, here and to whoever is in the room; and that it is back. */
    private void answers(boolean does) {
        boolean was = away;
        away = !does;
        if (does && was) {
            System.err.println("Redis su " + place + " risponde di nuovo.");
        } else if (!does && !was) {
            System.err.println("Redis su " + place + " non risponde: riprovo finché torna.");
            tell(Json.of(new Reply.Failure(AWAY)));
        }
    }

    private static void pause() {
        try {
            SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    synchronized void admit(Guest guest, long heard) {
        super.admit(guest, heard);
        if (away) {
            guest.tell(new Reply.Failure(AWAY));
        }
    }

    @Override
    void write(Guest guest, Post post) {
        later(() -> {
            if (!stream.write(post)) {
                repeat(guest, post.chiave());   // what is not here yet comes from the stream
            }
        }, () -> guest.tell(new Reply.Failure(AWAY)));
    }

    @Override
    void announce(Record event) {
        String json = Json.of(event);
        later(() -> stream.announce(json), () -> tell(json));   // at least to those who are here
    }

    private void later(Runnable task, Runnable otherwise) {
        try {
            writer.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    otherwise.run();
                }
            });
        } catch (RejectedExecutionException tooManyWait) {
            otherwise.run();
        }
    }
}
