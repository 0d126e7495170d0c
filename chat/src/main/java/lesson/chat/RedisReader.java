package lesson.chat;

import static lesson.chat.RedisStream.EVENTS;
import static lesson.chat.RedisStream.TEXTS;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/** Reads the room's streams in Redis, from the first text on, and each once. */
final class RedisReader {
    private static final String ROOM = "chat:stanza";
    private static final int MOST_AT_ONCE = 1_000;
    private static final StreamEntryID START = new StreamEntryID(0, 0);

    private final RedisClient redis;
    private StreamEntryID lastText = START;
    private StreamEntryID lastEvent;
    private String room;            // its name

    RedisReader(RedisClient redis) {
        this.redis = redis;
    }

    /** Returns what has come since the last time; waits for it, a second at most. */
    News read() {
        if (lastEvent == null) {
            isAnotherRoom();
            lastEvent = newest(EVENTS);     // who came before this server began is no news
        }
        var came = redis.xreadAsMap(XReadParams.xReadParams().count(MOST_AT_ONCE)
                .block(RedisStream.A_SECOND), Map.of(TEXTS, lastText, EVENTS, lastEvent));
        List<StreamEntry> texts = came == null ? List.of() : came.getOrDefault(TEXTS, List.of());
        List<StreamEntry> events = came == null ? List.of() : came.getOrDefault(EVENTS, List.of());
        if (isAnotherRoom() || texts.isEmpty() && newest(TEXTS).compareTo(lastText) < 0) {
            lastText = START;
            return News.LOSS;
        }
        texts.forEach(text -> lastText = text.getID());
        events.forEach(event -> lastEvent = event.getID());
        return News.of(texts, events, texts.size() < MOST_AT_ONCE);
    }

    /** Who finds a room without a name gives it one, which is lost with all the rest. */
    private boolean isAnotherRoom() {
        String before = room;
        String mine = UUID.randomUUID().toString();
        String there = redis.setGet(ROOM, mine, SetParams.setParams().nx());
        room = there == null ? mine : there;
        return before != null && !before.equals(room);
    }

    private StreamEntryID newest(String key) {
        List<StreamEntry> newest = redis.xrevrange(key, "+", "-", 1);
        return newest.isEmpty() ? START : newest.get(0).getID();
    }
}
