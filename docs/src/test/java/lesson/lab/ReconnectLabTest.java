package lesson.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ServerSocket;
import java.util.List;
import lesson.docs.Side;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the lab once, and how long the client of step 6 really waits. */
@Order(1) // takes long, so it begins first
class ReconnectLabTest {
    @ParameterizedTest
    @EnumSource
    void theClientGoesOnWhateverHappensToItsServer(Side side) {
        assertThat(ReconnectLab.run(side, List.of(Fault.values()), progress -> { })).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itTriesAgainAfterThreeSeconds(Side side) throws Exception {
        try (ServerSocket server = Peer.server(); Program client = side.start(
                Side.Main.RECONNECTING_CLIENT, "url=" + Scene.url(server.getLocalPort()))) {
            Peer first = Peer.accept(server);
            assertEquals("Connesso!", client.line());
            first.reset();
            long start = System.nanoTime();
            Peer.accept(server).close();
            assertThat((System.nanoTime() - start) / 1e9).as("seconds").isBetween(2.9, 10.0);
        }
    }
}
