package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chat's two servers say the same to whatever they are told. */
class ChatTwinsTest {
    /** What one client says, message by message, each of them on a connection of its own. */
    private static final List<List<String>> SAID = List.of(
            List.of("{\"chiave\":\"k1\",\"utente\":\"Alice\",\"testo\":\"uno\"}",
                    "{\"chiave\":\"k1\",\"utente\":\"Alice\",\"testo\":\"uno\"}",
                    "{\"testo\":\"due ☕ <b>\",\"utente\":\"Altra\",\"chiave\":\"k2\",\"x\":[1]}"),
            List.of("{\"entra\":\"Bruno\"}", "{\"entra\":\"Carla\"}", "{\"dopo\":0}"),
            List.of("{\"dopo\":1}", "{\"dopo\":1}", "{\"entra\":\"Bruno\"}"),
            List.of("{\"dopo\":0}"), List.of("{\"dopo\":2}"), List.of("{\"dopo\":16}"),
            List.of("{\"dopo\":1.0}"), List.of("{\"dopo\":1e0}"), List.of("{\"dopo\":-0}"),
            List.of("{\"dopo\":9007199254740991}"), List.of("{\"dopo\":9007199254740992}"),
            List.of("{\"dopo\":-1}", "{\"dopo\":1.5}", "{\"dopo\":\"1\"}", "{\"dopo\":null}",
                    "{\"dopo\":1e999}", "{\"dopo\":[1]}", "{\"dopo\":true}"),
            List.of("{\"dopo\":0e99999999999}"), List.of("{\"dopo\":1e-99999999999}"),
            List.of("null", "17", "\"x\"", "[]", "{}", "true", "[{\"entra\":\"A\"}]",
                    "{\"testo\":\"x\"}", "{\"utente\":\"A\",\"testo\":\"x\"}",
                    "{\"chiave\":\"k\",\"utente\":\"A\"}", "{\"entra\":\"\"}", "{\"entra\":5}",
                    "{\"chiave\":\"\",\"utente\":\"A\",\"testo\":\"x\"}",
                    "{\"chiave\":\"k\",\"utente\":\"\",\"testo\":\"x\"}",
                    "{\"chiave\":1,\"utente\":\"A\",\"testo\":\"x\"}",
                    "{\"__proto__\":{\"entra\":\"A\"}}"),
            List.of("{\"entra\":\"" + "A".repeat(65) + "\"}", "{\"entra\":\"" + "A".repeat(64)
                    + "\"}"),
            List.of("{\"chiave\":\"k3\",\"utente\":\"A\",\"testo\":\"" + "x".repeat(1001) + "\"}",
                    "{\"chiave\":\"k3\",\"utente\":\"A\",\"testo\":\"" + "x".repeat(1000) + "\"}"),
            List.of("{\"chiave\":\"k4\",\"utente\":\"A\",\"testo\":\"\\u0000\\n\\u007f\"}",
                    "{\"chiave\":\"constructor\",\"utente\":\"__proto__\",\"testo\":\"\"}"),
            List.of("{", "{\"dopo\":0}"),
            List.of("{'entra':'A'}", "{\"entra\":\"\\ud800\"}", "{\"entra\":\"A\",}",
                    "{\"entra\":\"A\",\"\\ud83d\":1}"));

    private static List<String> heard(Side side) {
        List<String> heard = new ArrayList<>();
        try (Scene server = Scene.of(port -> side.start(Main.CHAT_SERVER, "port=" + port))) {
            for (List<String> said : SAID) {
                String key = "fine " + SAID.indexOf(said);
                List<String> all = new ArrayList<>(said);
                all.add("{\"chiave\":\"" + key + "\",\"utente\":\"Fine\",\"testo\":\"\"}");
                try (Peer client = Peer.saying(server.port(), all)) {
                    String text;
                    do {
                        text = client.next().text();
                        heard.add(said + ": " + text.replaceAll(Tab.TIME, "<time>"));
                    } while (!text.contains("\"chiave\":\"" + key + "\""));
                    client.sendClose(1000, "");
                    assertEquals(1000, client.read(Peer.CLOSE).code());
                }
            }
        }
        heard.removeIf(line -> line.contains("{\"esce\":"));    // when it comes is nobody's promise
        return heard;
    }

    @Test
    void bothServersAnswerTheSame() {
        assertEquals(heard(Side.JAVA), heard(Side.NODE));
    }

    /** A text, as a server tells it. */
    static String text(int number, String text) {
        return "{\"numero\":" + number + ",\"utente\":\"Bruno\",\"testo\":\"" + text
                + "\",\"timestamp\":\"2026-01-01T10:00:00.000Z\",\"chiave\":\"k" + number + "\"}";
    }

    /** A server that gets the number too late has already told the last ones. */
    @ParameterizedTest
    @EnumSource
    void whoWasInAnEmptyRoomMissesNoneOfItsTexts(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = side.start(Main.CHAT_CLIENT,
                        "url=" + Scene.url(server.getLocalPort()))) {
            try (Peer first = Peer.accept(server)) {
                assertEquals("{\"entra\":\"Alice\"}", first.read(Peer.TEXT).text());
            }
            try (Peer next = Peer.accept(server)) {
                assertEquals("{\"dopo\":0}", next.read(Peer.TEXT).text());
                next.send(text(2, "due")).send(text(1, "uno")).send(text(2, "due"));
                next.send(text(3, "tre"));
                for (String text : List.of("uno", "due", "tre")) {
                    assertEquals("Bruno: " + text + " (2026-01-01T10:00:00.000Z)", client.findLine(
                            line -> line.startsWith("Bruno"), Program.TIMEOUT * 1000L).get());
                }
            }
        }
    }

    /** Redis took it and lost it, and no server had read it: nobody can tell its writer. */
    @ParameterizedTest
    @EnumSource
    void whatWasLostWithTheRoomIsSaidAgain(Side side) throws IOException {
        try (ServerSocket server = Peer.server();
                Program client = side.start(Main.CHAT_CLIENT,
                        "url=" + Scene.url(server.getLocalPort()));
                Peer peer = Peer.accept(server)) {
            peer.read(Peer.TEXT);
            client.type("uno");
            String said = peer.read(Peer.TEXT).text();
            peer.send("{\"dopo\":0}");
            assertEquals(said, peer.read(Peer.TEXT).text());
        }
    }

    /** All that waits for it was told aside, and what was said behind that must come, too. */
    @Test
    void whoReadsSlowlyHearsTheLastTextOfAllAlsoIfNobodySaysAnotherOne() {
        try (Program room = Node.run("src/test/resources/slow-reader.js")) {
            assertEquals(List.of("{\"entra\":\"Bruno\"}", "uno"), room.rest());
            assertEquals(0, room.exit());
        }
    }

    private static List<String> script(String file, String start, String end) throws IOException {
        String source = Files.readString(Node.DOCS.getParent().resolve(file));
        int from = source.indexOf(start) + start.length();
        return source.substring(from, source.indexOf(end, from)).strip().lines()
                .map(String::strip).toList();
    }

    @Test
    void bothGiveRedisTheSameScript() throws IOException {
        assertEquals(script("chat/src/main/java/lesson/chat/RedisStream.java", "TAKE = \"\"\"",
                "\"\"\""), script("docs/chat/redis-stream.js", "TAKE = `\\", "`;"));
    }
}
