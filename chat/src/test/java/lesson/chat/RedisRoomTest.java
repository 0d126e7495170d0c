package lesson.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lesson.testkit.Bystander;
import lesson.testkit.Program;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

class RedisRoomTest {
    private static Scene server(Redis redis) {
        return Scene.java(ChatServer.class, "-Dredis=" + redis.url());
    }

    private static String away(Redis redis) {
        return "Redis su localhost:" + redis.url().getPort()
                + " non risponde: riprovo finché torna.";
    }

    private static String back(Redis redis) {
        return "Redis su localhost:" + redis.url().getPort() + " risponde di nuovo.";
    }

    @Test
    void twoServersAreOneRoom() {
        try (Redis redis = new Redis(); Scene one = server(redis); Scene two = server(redis);
                Talker alice = Talker.enters(one.port(), "Alice");
                Talker bruno = Talker.enters(two.port(), "Bruno")) {
            alice.until("{\"entra\":\"Bruno\"}");
            bruno.says("k1", "Bruno", "uno");
            assertEquals("1 Bruno: uno (k1)", alice.next());
            assertEquals("1 Bruno: uno (k1)", bruno.next());
            alice.says("k2", "Alice", "due").says("k1", "Alice", "uno");
            assertEquals("2 Alice: due (k2)", bruno.next());
            assertEquals(List.of("2 Alice: due (k2)", "1 Bruno: uno (k1)").stream().sorted()
                    .toList(), Stream.generate(alice::next).limit(2).sorted().toList());
            assertEquals("1000", bruno.leaves());
            assertEquals("{\"esce\":\"Bruno\"}", alice.next());
        }
    }

    @Test
    void aServerThatComesLaterKnowsWhatWasSaid() {
        try (Redis redis = new Redis()) {
            try (Scene one = server(redis); Talker alice = Talker.enters(one.port(), "Alice")) {
                alice.says("k1", "Alice", "uno").says("k2", "Alice", "due");
                assertEquals("1 Alice: uno (k1)", alice.next());
                assertEquals("2 Alice: due (k2)", alice.next());
            }
            try (Scene two = server(redis); Talker alice = Talker.returns(two.port(), 1)) {
                assertEquals("2 Alice: due (k2)", alice.next());
            }
        }
    }

    /** It need not wait until nobody says anything. */
    @Test
    void aServerStartsWhileOthersTalk() {
        try (Redis redis = new Redis(); Scene one = server(redis);
                var chatter = new Bystander(one.port(), "alice", 150_000_000,
                        text -> "{\"chiave\":\"" + text + "\",\"utente\":\"Alice\",\"testo\":\""
                                + text + "\"}",
                        json -> json.replaceAll(".*\"testo\":\"([^\"]*)\".*", "$1"));
                Scene two = server(redis); Talker bruno = Talker.enters(two.port(), "Bruno")) {
            assertThat(bruno.nextText()).contains(" Alice: alice ");
            assertThat(chatter.stop()).isPositive();
        }
    }

    @Test
    void whoReturnsToARedisThatLostItsDataIsToldThatTheRoomBeganAgain() {
        try (Redis redis = new Redis(); Scene server = server(redis);
                Talker alice = Talker.enters(server.port(), "Alice")) {
            alice.says("k1", "Alice", "uno").until("1 Alice: uno (k1)");
            try (RedisClient client = RedisClient.create(redis.url())) {
                client.flushAll();
            }
            assertEquals("{\"dopo\":0}", alice.next());
            alice.says("k2", "Alice", "due");
            assertEquals("1 Alice: due (k2)", alice.next());
        }
    }

    /** Whoever else writes into the streams of the chat stops nobody. */
    @Test
    void whatIsNotOfTheChatIsPassedOver() {
        try (Redis redis = new Redis(); Scene server = server(redis);
                Talker alice = Talker.enters(server.port(), "Alice");
                RedisClient client = RedisClient.create(redis.url())) {
            client.xadd("chat:eventi", StreamEntryID.NEW_ENTRY, Map.of("altro", "x"));
            client.xadd("chat:testi", new StreamEntryID("0-1"), Map.of("altro", "x"));
            alice.says("k1", "Alice", "uno");
            assertEquals("{\"dopo\":1}", alice.next());
            assertEquals("2 Alice: uno (k1)", alice.next());
            client.xadd("chat:testi", new StreamEntryID("1-1"), Map.of("chiave", "x",
                    "utente", "x", "testo", "x", "timestamp", "x"));
            alice.says("k2", "Alice", "due");
            assertEquals("{\"errore\":\"la stanza non risponde\"}", alice.next());
        }
    }

    @Test
    void whoGoesWhileRedisIsAwayIsMissedAllTheSame() {
        try (Redis redis = new Redis(); Scene server = server(redis);
                Talker alice = Talker.enters(server.port(), "Alice");
                Talker bruno = Talker.enters(server.port(), "Bruno")) {
            redis.signal("KILL");
            assertEquals("1000", bruno.leaves());
            alice.until("{\"esce\":\"Bruno\"}");
        }
    }

    @Test
    void whileRedisIsAwayNothingIsAcknowledgedAndAllGoesOnWhenItIsBack() {
        try (Redis redis = new Redis(); Scene server = server(redis);
                Talker alice = Talker.enters(server.port(), "Alice")) {
            alice.says("k1", "Alice", "uno").until("1 Alice: uno (k1)");
            redis.signal("KILL");
            server.program().errorsUntil(away(redis));
            assertEquals("{\"errore\":\"la stanza non risponde\"}", alice.next());
            alice.says("k2", "Alice", "due");
            assertEquals("{\"errore\":\"la stanza non risponde\"}", alice.next());
            try (Talker bruno = Talker.returns(server.port(), 0)) {
                assertEquals("1 Alice: uno (k1)", bruno.next());
                assertEquals("{\"errore\":\"la stanza non risponde\"}", bruno.next());
            }
            redis.start();
            server.program().errorsUntil(back(redis));
            alice.says("k1", "Alice", "uno").says("k2", "Alice", "due");
            assertEquals("1 Alice: uno (k1)", alice.nextText());
            assertEquals("2 Alice: due (k2)", alice.nextText());
        }
    }

    @Test
    void aRedisThatIsNotThereAtTheStartIsWaitedFor() {
        try (Redis redis = new Redis()) {
            redis.signal("KILL");
            try (Program server = Program.java(ChatServer.class, "-Dport=0",
                    "-Dredis=" + redis.url())) {
                assertEquals(away(redis), server.error());
                redis.start();
                assertEquals(back(redis), server.error());
                try (Talker alice = Talker.enters(server.port(), "Alice")) {
                    alice.says("k1", "Alice", "uno");
                    assertEquals("1 Alice: uno (k1)", alice.next());
                }
            }
        }
    }

    /** A frozen Redis takes the call and says nothing. */
    @Test
    void aRedisThatFreezesHoldsUpNobodyButItsWriters() {
        try (Redis redis = new Redis(); Scene server = server(redis);
                Talker alice = Talker.enters(server.port(), "Alice")) {
            redis.signal("STOP");
            alice.says("k1", "Alice", "uno");
            try (Talker bruno = new Talker(server.port()).send("{")) {
                assertEquals("{\"errore\":\"JSON non valido\"}", bruno.next());
            }
            alice.until("{\"errore\":\"la stanza non risponde\"}");
            redis.signal("CONT");
            server.program().errorsUntil(back(redis));
            alice.says("k1", "Alice", "uno").until("1 Alice: uno (k1)");
        }
    }
}
