package lesson.chat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/**
 * The room's texts and events in Redis, each in a stream. A text's number is its ID there:
 * {@code 0-17}. Every method throws a RuntimeException where Redis does not answer.
 */
final class RedisStream {
    static final String TEXTS = "chat:testi";
    static final String EVENTS = "chat:eventi";
    static final int A_SECOND = 1_000;              // milliseconds
    private static final String KEYS = "chat:chiavi";
    private static final int MOST_EVENTS = 100;

    /** Run by Redis as one step: it takes a key once, and forgets it when it forgets the text. */
    private static final String TAKE = """
            if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return 0 end
            local id = redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[5], '0-*', 'chiave', ARGV[1],
              'utente', ARGV[2], 'testo', ARGV[3], 'timestamp', ARGV[4])
            redis.call('ZADD', KEYS[2], string.sub(id, 3), ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[5])
            return 1
            """;

    private final RedisClient redis;

    RedisStream(URI uri) {
        var settings = DefaultJedisClientConfig.builder(uri)
                .blockingSocketTimeoutMillis(3 * A_SECOND).build();
        redis = RedisClient.builder().hostAndPort(uri.getHost(), uri.getPort())
                .clientConfig(settings).build();
    }

    RedisReader reader() {
        return new RedisReader(redis);
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

    /** Returns the number of the last text; 0 where there is none. */
    long last() {
        return redis.xrevrange(TEXTS, "+", "-", 1).stream()
                .mapToLong(text -> text.getID().getSequence()).findFirst().orElse(0);
    }
}
