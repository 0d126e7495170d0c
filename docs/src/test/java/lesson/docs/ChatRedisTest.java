package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** A server of the chat that has read less than others, or whose Redis has lost its data. */
class ChatRedisTest {
    /** One server with a Redis of its own, into which another one seems to write. */
    private static final class Room implements AutoCloseable {
        final Redis redis = new Redis();
        final RedisClient other = RedisClient.create(redis.url());
        final Scene server;

        Room(Side side) {
            server = Scene.of(port -> side.start(Main.CHAT_SERVER, "port=" + port,
                    "redis=" + redis.url()));
        }

        /** Writes texts with these numbers, and waits until a client of the server hears them. */
        void hears(int first, int last, String text) {
            write(first, last, text);
            try (TestClient client = returns(0)) {
                while (!client.next().startsWith("{\"numero\":" + last + ",")) {
                    // an earlier one
                }
            }
        }

        void write(int first, int last, String text) {
            try (Pipeline pipeline = other.pipelined()) {
                for (int number = first; number <= last; number++) {
                    pipeline.xadd("chat:testi", new StreamEntryID(0, number), Map.of("chiave",
                            "k" + number, "utente", "Alice", "testo", text, "timestamp", ""));
                }
            }
        }

        TestClient returns(int heard) {
            return TestClient.saying(server.port(), "{\"dopo\":" + heard + "}");
        }

        /** Cuts the connection on which the server reads: it tries again a second later. */
        void cutReader() {
            Optional<String> reader = Optional.empty();
            while (reader.isEmpty()) {      // between two questions it is none
                byte[] clients = (byte[]) other.executeCommand(client().add("LIST"));
                reader = new String(clients, StandardCharsets.US_ASCII).lines()
                        .filter(line -> line.contains("cmd=xread ")).findFirst();
            }
            String id = reader.get().replaceFirst("id=([0-9]+) .*", "$1");
            other.executeCommand(client().add("KILL").add("ID").add(id));
        }

        private static CommandArguments client() {
            return new CommandArguments(Protocol.Command.CLIENT);
        }

        @Override
        public void close() {
            server.close();
            other.close();
            redis.close();
        }
    }

    /** Returns what comes next that is no error: of a text, "17 Ciao". */
    private static String next(TestClient client) {
        String text = client.next();
        while (text.startsWith("{\"errore\"")) {
            text = client.next();
        }
        return brief(text);
    }

    private static String brief(String text) {
        var json = JsonParser.parseString(text).getAsJsonObject();
        return !json.has("numero") ? text
                : json.get("numero").getAsInt() + " " + json.get("testo").getAsString();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsAheadOfItsNextServerHearsNothingTwice(Side side) {
        try (var room = new Room(side)) {
            room.hears(1, 1, "uno");
            room.cutReader();
            room.write(2, 2, "due");
            try (TestClient alice = room.returns(2)) {
                room.write(3, 3, "tre");
                assertEquals("3 tre", next(alice));
            }
        }
    }

    /** Nor if it has to leave out texts that are no longer there. */
    @ParameterizedTest
    @EnumSource
    void whoIsAheadOfAGapHearsNothingTwice(Side side) {
        try (var room = new Room(side)) {
            room.hears(1, 1, "uno");
            room.cutReader();
            room.write(12_000, 12_000, "molti");
            try (TestClient alice = room.returns(12_000); TestClient bruno = room.returns(1)) {
                room.write(12_001, 12_001, "l'ultimo");
                assertEquals("12001 l'ultimo", next(alice));
                assertEquals("{\"dopo\":11999}", next(bruno));
                assertEquals("12000 molti", next(bruno));
            }
        }
    }

    /** Nothing is known of the room as long as Redis says nothing; but then it is told. */
    @ParameterizedTest
    @EnumSource
    void whoComesBackToALostRoomWhileRedisIsFrozenIsToldWhenItIsNot(Side side) {
        try (var room = new Room(side)) {
            room.redis.signal("STOP");
            try (TestClient alice = room.returns(10)) {
                while (!alice.next().equals("{\"errore\":\"la stanza non risponde\"}")) {
                    // not yet
                }
                room.redis.signal("CONT");
                assertEquals("{\"dopo\":0}", next(alice));
                room.write(1, 1, "uno");
                assertEquals("1 uno", next(alice));
            }
        }
    }

    /** The server asks Redis for her, and learns of the loss before it has an answer. */
    @ParameterizedTest
    @EnumSource
    void thatTheRoomBeganAgainIsToldOnce(Side side) throws InterruptedException {
        try (var room = new Room(side)) {
            room.hears(1, 2, "prima");
            room.redis.signal("STOP");
            try (TestClient alice = room.returns(10)) {
                while (!alice.next().equals("{\"errore\":\"la stanza non risponde\"}")) {
                    // not yet
                }
                room.redis.signal("CONT");
                room.other.flushAll();
                room.write(1, 3, "dopo");
                TimeUnit.SECONDS.sleep(2);      // within one it asks again
                room.write(4, 4, "dopo");
                List<String> heard = new ArrayList<>();
                do {
                    heard.add(next(alice));
                } while (!heard.contains("4 dopo"));
                heard.removeIf(text -> text.startsWith("{"));
                assertThat(heard).doesNotHaveDuplicates()
                        .endsWith("1 dopo", "2 dopo", "3 dopo", "4 dopo");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLostIsToldToNobodyAgain(Side side) {
        try (var room = new Room(side)) {
            room.hears(1, 2, "prima");
            room.cutReader();
            room.other.flushAll();
            try (TestClient alice = room.returns(4)) {
                assertEquals("{\"dopo\":0}", next(alice));
                room.write(1, 1, "dopo");
                String text = next(alice);
                assertEquals("1 dopo", text.startsWith("{") ? next(alice) : text);
            }
        }
    }

    /** The numbers alone would not show it. */
    @ParameterizedTest
    @EnumSource
    void aLossIsNoticedAlsoWhereTheNewRoomHasMoreTextsThanTheOld(Side side) {
        try (var room = new Room(side); TestClient alice = room.returns(0)) {
            room.hears(1, 2, "prima");
            assertEquals("1 prima", next(alice));
            assertEquals("2 prima", next(alice));
            room.server.program().signal("STOP");
            room.other.flushAll();
            room.write(1, 3, "dopo");
            room.server.program().signal("CONT");
            assertEquals("{\"dopo\":0}", next(alice));
            assertEquals("1 dopo", next(alice));
            assertEquals("2 dopo", next(alice));
            assertEquals("3 dopo", next(alice));
        }
    }

    /** As if it were an older copy of its data that Redis has come back with. */
    @ParameterizedTest
    @EnumSource
    void whatIsLeftOfARoomIsToldOnceMore(Side side) {
        try (var room = new Room(side); TestClient alice = room.returns(0)) {
            room.hears(1, 2, "Ciao");
            assertEquals("1 Ciao", next(alice));
            assertEquals("2 Ciao", next(alice));
            room.other.xdel("chat:testi", new StreamEntryID(0, 2));
            assertEquals("{\"dopo\":0}", next(alice));
            assertEquals("1 Ciao", next(alice));
        }
    }

    /** Of what comes all at once, too, no more waits for it than a portion. */
    @ParameterizedTest
    @EnumSource
    void whoDoesNotReadForAMomentLosesNothing(Side side) {
        int texts = 9_000;
        try (var room = new Room(side); Peer alice = room.server.peer()) {
            alice.send("{\"dopo\":0}");
            room.hears(1, texts, "x".repeat(900));
            for (int number = 1; number <= texts;) {
                Peer.Frame frame = alice.read();
                if (frame.opcode() == Peer.PING) {
                    alice.send(Peer.FIN | Peer.PONG, frame.payload());
                } else {
                    assertThat(frame.text()).startsWith("{\"numero\":" + number + ",");
                    number++;
                }
            }
        }
    }
}
