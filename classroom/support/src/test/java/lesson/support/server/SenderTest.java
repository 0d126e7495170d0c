package lesson.support.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.Test;

/** Who sends to a client, its own callback or somebody else, and when that leaves. */
class SenderTest {
    /** An echo that at one message says so, and goes on when it is told to. */
    private static BiConsumer<WebSocket, String> echoThatWaits(CompletableFuture<Void> go) {
        return (socket, message) -> {
            if (message.equals("aspetta")) {
                socket.send("aspetto");
                go.join();
            }
            socket.send(message);
        };
    }

    /** Sends several messages in one write, as they arrive where they were quickly typed. */
    private static void sendTogether(Peer client, String... texts) {
        var frames = new ByteArrayOutputStream();
        for (String text : texts) {
            frames.writeBytes(Peer.frame(Peer.FIN | Peer.TEXT, true,
                    text.getBytes(StandardCharsets.UTF_8)));
        }
        client.write(frames.toByteArray());
    }

    @Test
    void anAnswerDoesNotWaitForTheCallbackOfTheNextMessage() {
        var go = new CompletableFuture<Void>();
        try (var server = new TestServer(echoThatWaits(go)); Peer client = server.peer()) {
            sendTogether(client, "subito", "aspetta", "poi");
            assertEquals("subito", client.read(Peer.TEXT).text());
            assertEquals("aspetto", client.read(Peer.TEXT).text());
            go.complete(null);
            assertEquals("aspetta", client.read(Peer.TEXT).text());
            assertEquals("poi", client.read(Peer.TEXT).text());
        }
    }

    /** A client has one of the threads that run callbacks; the next one has another. */
    @Test
    void aCallbackThatBlocksKeepsNobodyFromComingInAndTalking() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor, one thread");
        var go = new CompletableFuture<Void>();
        try (var server = new TestServer(echoThatWaits(go)); Peer stuck = server.peer()) {
            assertEquals("aspetto", stuck.send("aspetta").read(Peer.TEXT).text());
            try (Peer other = server.peer()) {
                for (int i = 0; i < 100; i++) {
                    assertEquals("" + i, other.send("" + i).read(Peer.TEXT).text());
                }
            }
            go.complete(null);
            assertEquals("aspetta", stuck.read(Peer.TEXT).text());
        }
    }

    /** They leave in bundles, which neither begin nor end where a frame does. */
    @Test
    void framesOfAnyLengthLeaveInTheirOrder() {
        List<String> texts = IntStream.range(0, 90)
                .mapToObj(i -> String.valueOf(i).repeat(i % 3 == 0 ? 15_000 : i)).toList();
        try (var server = new TestServer((socket, message) -> texts.forEach(socket::send));
                Peer client = server.peer()) {
            sendTogether(client, "una volta", "ancora");
            for (int i = 0; i < 2; i++) {
                for (String text : texts) {
                    assertTrue(client.read(Peer.TEXT).text().equals(text),
                            () -> "not " + text.length() + " bytes");
                }
            }
        }
    }

    /** The library takes back the wish to write without a look at who has just made one. */
    @Test
    void noMessageOfAnotherThreadIsLeftInTheQueue() throws Exception {
        try (var server = new TestServer(WebSocket::send); Peer client = server.peer()) {
            WebSocket socket = server.nextOpened();
            for (int i = 0; i < 5_000; i++) {
                socket.send("" + i);
                assertEquals("" + i, client.read(Peer.TEXT).text());
            }
        }
    }

    @Test
    void severalThreadsSendToOneClientAndNothingIsLostOrTornOrOutOfOrder() throws Exception {
        int messages = 3_000;
        try (var server = new TestServer(WebSocket::send); Peer client = server.peer()) {
            WebSocket socket = server.nextOpened();
            Stream.of("anna", "beppe").forEach(name -> new Thread(() -> {
                for (int i = 0; i < messages; i++) {
                    socket.send(name + " " + i);
                }
            }).start());
            new Thread(() -> {
                for (int i = 0; i < messages; i += 3) {
                    sendTogether(client, "io " + i, "io " + (i + 1), "io " + (i + 2));
                }
            }).start();
            Map<String, Integer> counts = new HashMap<>();
            for (int i = 0; i < 3 * messages; i++) {
                String[] text = client.read(Peer.TEXT).text().split(" ");
                assertEquals(counts.merge(text[0], 1, Integer::sum) - 1, Integer.parseInt(text[1]));
            }
        }
    }
}
