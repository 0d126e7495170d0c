package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In the room of step 4 there is one order of what is said, on either side. */
class OrderTest {
    private static final int EACH = 1_000;

    @ParameterizedTest
    @EnumSource
    void whatTwoWriteAtTheSameTimeIsReadInOneOrderByAll(Side side) {
        try (Program server = side.start(Main.BROADCAST_SERVER, "port=0")) {
            int port = server.port();
            try (Peer anna = Peer.open(port); Peer beppe = Peer.open(port);
                    Peer carla = Peer.open(port)) {
                var writing = CompletableFuture.allOf(writes(anna, "a"), writes(beppe, "b"));
                List<String> heard = hears(carla);
                assertEquals(heard, hears(anna));
                assertEquals(heard, hears(beppe));
                writing.join();
                for (String name : List.of("a", "b")) {
                    assertEquals(IntStream.range(0, EACH).mapToObj(i -> name + i).toList(),
                            heard.stream().filter(text -> text.startsWith(name)).toList());
                }
            }
        }
    }

    private static CompletableFuture<Void> writes(Peer peer, String name) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < EACH; i++) {
                peer.send(name + i);
            }
        });
    }

    private static List<String> hears(Peer peer) {
        return Stream.generate(() -> peer.read(Peer.TEXT).text()).limit(2 * EACH).toList();
    }
}
