package lesson.chat;

import static lesson.chat.RedisStream.EVENTS;
import static lesson.chat.RedisStream.TEXTS;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final Set<String> FIELDS = Set.of("chiave", "utente", "testo", "timestamp");

    private final RedisClient redis;
    private StreamEntryID lastText = START;
    private StreamEntryID lastEvent;
    private String room;            // its name

    RedisReader(RedisClient redis) {
        this.redis = redis;
    }

    /**
     * What has come.
     *
     * @param isAll whether there was no more
     * @param isLost whether Redis has lost what was before, and counts from 1 again
     */
    record News(List<Posted> texts, List<String> events, boolean isAll, boolean isLost) {
        /** Returns who has come, or, without them, who has gone. */
        Stream<String> events(boolean entries) {
            return events.stream().filter(json -> json.startsWith("{\"entra\"") == entries);
        }
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
            return new News(List.of(), List.of(), false, true);
        }
        texts.forEach(text -> lastText = text.getID());
        events.forEach(event -> lastEvent = event.getID());
        return new News(
                texts.stream().filter(RedisReader::isText).map(RedisReader::text).toList(),
                events.stream().map(event -> event.getFields().get("evento"))
                        .filter(Objects::nonNull).toList(),
                texts.size() < MOST_AT_ONCE, false);
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

    /** Whether a server of the chat has written it, and nobody else. */
    private static boolean isText(StreamEntry entry) {
        return entry.getID().getTime() == 0 && entry.getFields().keySet().containsAll(FIELDS);
    }

    private static Posted text(StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        return new Posted(entry.getID().getSequence(), fields.get("utente"), fields.get("testo"),
                fields.get("timestamp"), fields.get("chiave"));
    }
}
