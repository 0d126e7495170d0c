package lesson.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.resps.StreamEntry;

/**
 * What has come out of the room's streams in Redis.
 *
 * @param events who has come and who has gone, as JSON
 * @param isAll whether there was no more
 * @param isLost whether Redis has lost what was before, and counts from 1 again
 */
record News(List<Posted> texts, List<String> events, boolean isAll, boolean isLost) {
    static final News LOSS = new News(List.of(), List.of(), false, true);
    private static final Set<String> FIELDS = Set.of("chiave", "utente", "testo", "timestamp");

    static News of(List<StreamEntry> texts, List<StreamEntry> events, boolean isAll) {
        return new News(texts.stream().filter(News::isText).map(News::text).toList(),
                events.stream().map(event -> event.getFields().get("evento"))
                        .filter(Objects::nonNull).toList(),
                isAll, false);
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

    /** Returns who has come, or, without them, who has gone. */
    Stream<String> events(boolean entries) {
        return events.stream().filter(json -> json.startsWith("{\"entra\"") == entries);
    }
}
