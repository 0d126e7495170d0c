package lesson.chat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * The room's texts and events in Redis, each in a stream. A text's number is its ID there:
 * {@code 0-17}. Every method throws a RuntimeException where Redis does not answer.
 */
final class RedisStream {
    private static final String TEXTS = "chat:testi";
    private static final String KEYS = "chat:chiavi";
    private static final String EVENTS = "chat:eventi";
    private static final int MOST_EVENTS = 100;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int A_SECOND = 1_000;      // milliseconds

    /** Run by Redis as one step: it takes a key once, and forgets it when it forgets the text. */
    private static final String TAKE = """
            if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
            local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[5], '0-*', 'chiave', ARGV[1],
              'utente', ARGV[2], 'testo', ARGV[3], 'timestamp', ARGV[4])
            redis.call('ZADD', KEYS[2], string.sub(id, 3), ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[5])
            return 1
            """;

    private static final StreamEntryID START = new StreamEntryID(0, 0);
    private static final Set<String> FIELDS = Set.of("chiave", "utente", "testo", "timestamp");

    private final RedisClient redis;
    private StreamEntryID lastText = START;
    private StreamEntryID lastEvent;

    RedisStream(URI uri) {
        var settings = DefaultJedisClientConfig.builder(uri)
                .blockingSocketTimeoutMillis(3 * A_SECOND).build();
        redis = RedisClient.builder().hostAndPort(uri.getHost(), uri.getPort())
                .clientConfig(settings).build();
    }

    /**
     * What has come.
     *
     * @param isAll whether there was no more
     * @param isLost whether Redis has lost what was before, and counts from 1 again
     */
    record News(List<Posted> texts, List<String> events, boolean isAll, boolean isLost) {
    }

    /** Returns what has come since the last time; waits for it, a second at most. */
    News read() {
        if (lastEvent == null) {
            lastEvent = newest(EVENTS);     // who came before this server began is no news
        }
        var came = redis.xreadAsMap(XReadParams.xReadParams().count(MOST_AT_ONCE).block(A_SECOND),
                Map.of(TEXTS, lastText, EVENTS, lastEvent));
        List<StreamEntry> texts = came == null ? List.of() : came.getOrDefault(TEXTS, List.of());
        List<StreamEntry> events = came == null ? List.of() : came.getOrDefault(EVENTS, List.of());
        texts.forEach(text -> lastText = text.getID());
        events.forEach(event -> lastEvent = event.getID());
        boolean isLost = texts.isEmpty() && newest(TEXTS).compareTo(lastText) < 0;
        lastText = isLost ? START : lastText;
        return new News(
                texts.stream().filter(RedisStream::isText).map(RedisStream::text).toList(),
                events.stream().map(event -> event.getFields().get("evento"))
                        .filter(Objects::nonNull).toList(),
                texts.size() < MOST_AT_ONCE, isLost);
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

    /** Returns whether the text is new; it is in the stream in either case. */
    boolean write(Post post) {
        return redis.eval(TAKE, List.of(TEXTS, KEYS), List.of(post.chiave(), post.utente(),
                post.testo(), Json.now(), "" + History.LONGEST)).equals(1L);
    }

    /** Tells all servers who has come or gone. */
    void announce(String event) {
        redis.xadd(EVENTS, XAddParams.xAddParams().maxLen(MOST_EVENTS), Map.of("evento", event));
    }
}
