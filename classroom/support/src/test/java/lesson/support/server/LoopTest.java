package lesson.support.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.TestClient;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.junit.jupiter.api.Test;

/** One thread calls back, in the order in which things happen; other threads may send and close. */
class LoopTest {
    private static byte[] message(String text) {
        return Peer.frame(Peer.FIN | Peer.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends several messages in one write, as they arrive where they were quickly typed. */
    private static void sendTogether(Peer client, String... texts) {
        var frames = new ByteArrayOutputStream();
        for (String text : texts) {
            frames.writeBytes(message(text));
        }
        client.write(frames.toByteArray());
    }

    /** A room: every message goes to everybody. */
    private static final class Room extends TestServer {
        @Override
        public void onMessage(WebSocket socket, String message) {
            broadcast(message);
        }
    }

    @Test
    void twoWritersAreHeardInOneOrderByAll() throws Exception {
        int each = 2_000;
        try (var server = new Room()) {
            List<Peer> listeners = Stream.generate(server::peer).limit(4).toList();
            List<Thread> writers = Stream.of("anna", "beppe").map(name -> new Thread(() -> {
                try (Peer writer = server.peer()) {
                    for (int i = 0; i < each; i++) {
                        writer.send(name + " " + i);
                    }
                    writer.sendClose(1000, "").awaitEnd();
                }
            })).toList();
            writers.forEach(Thread::start);
            List<List<String>> heard = new ArrayList<>();
            for (Peer listener : listeners) {
                heard.add(IntStream.range(0, 2 * each)
                        .mapToObj(i -> listener.read(Peer.TEXT).text()).toList());
            }
            assertThat(heard).allMatch(heard.get(0)::equals);
            for (Thread writer : writers) {
                writer.join();
            }
            listeners.forEach(Peer::close);
        }
    }

    /** Its room is large, and what it sends is more than a pass may take. */
    @Test
    void whoSendsWithoutAPauseIsHeardWholeByAll() throws Exception {
        int messages = 20_000;
        var heardWrong = new AtomicInteger(-1);
        try (var server = new Room(); Peer writer = server.peer()) {
            List<Peer> room = Stream.generate(server::peer).limit(30).toList();
            var sending = new Thread(() -> {
                for (int i = 0; i < messages; i += 2_500) {
                    sendTogether(writer, IntStream.range(i, i + 2_500).mapToObj(n -> "" + n)
                            .toArray(String[]::new));
                }
            });
            List<Thread> listening = Stream.concat(room.stream(), Stream.of(writer))
                    .map(peer -> new Thread(() -> {
                        for (int i = 0; i < messages; i++) {
                            if (!peer.read(Peer.TEXT).text().equals("" + i)) {
                                heardWrong.set(i);
                            }
                        }
                    })).toList();
            sending.start();
            listening.forEach(Thread::start);
            sending.join();
            for (Thread listener : listening) {
                listener.join();
            }
            assertThat(heardWrong).hasValue(-1);
            room.forEach(Peer::close);
        }
    }

    @Test
    void everyCallbackOfAClientComesOnOneThreadAndNoneInsideAnother() throws Exception {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        var inside = new AtomicInteger();
        try (var server = new TestServer() {
            private void check(Runnable callback) {
                threads.add(Thread.currentThread().getName());
                assertThat(inside.getAndIncrement()).isZero();
                callback.run();
                inside.decrementAndGet();
            }

            @Override
            public void onOpen(WebSocket socket, ClientHandshake handshake) {
                check(() -> super.onOpen(socket, handshake));
            }

            @Override
            public void onMessage(WebSocket socket, String message) {
                check(() -> socket.close(1000, "basta"));
            }

            @Override
            public void onClose(WebSocket socket, int code, String reason, boolean remote) {
                check(() -> {
                    getConnections().forEach(other -> other.closeConnection(1001, "anche tu"));
                    super.onClose(socket, code, reason, remote);
                });
            }
        }) {
            List<TestClient> clients = Stream.generate(server::client).limit(20).toList();
            clients.get(0).send("via");
            for (int i = 0; i < 20; i++) {
                assertThat(server.nextClosed()).isNotNull();
            }
            assertThat(threads).hasSize(41).containsOnly("lesson-loop");
            clients.forEach(TestClient::close);
        }
    }

    /** An echo that at one message waits until it is told to go on, and at others for a while. */
    private static BiConsumer<WebSocket, String> echoThatWaits(CompletableFuture<Void> waits,
            CompletableFuture<Void> go) {
        return (socket, message) -> {
            if (message.equals("aspetta")) {
                waits.complete(null);
                go.join();
            } else if (message.startsWith("pausa")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
            }
            socket.send(message);
        };
    }

    @Test
    void aCallbackThatBlocksHoldsUpEveryoneAndCostsNobodyAnything() throws Exception {
        var waits = new CompletableFuture<Void>();
        var go = new CompletableFuture<Void>();
        try (var server = new TestServer(echoThatWaits(waits, go)) {
            @Override
            int patience() {
                return 1_000;
            }
        }; TestClient blocking = server.client(); TestClient other = server.client()) {
            assertThat(other.ask("prima")).isEqualTo("prima");
            blocking.send("aspetta");
            waits.join();
            for (int i = 0; i < 4; i++) {       // each fills a read: a ping leaves between two
                blocking.send("pausa" + "x".repeat(65_000));
            }
            for (int i = 0; i < 50; i++) {
                blocking.send("ancora " + i + "x".repeat(20_000));
            }
            other.send("intanto");
            Peer late = Peer.raw(server.port());
            // Three times as long as anybody may be silent.
            CompletableFuture.runAsync(() -> go.complete(null),
                    CompletableFuture.delayedExecutor(3_000, TimeUnit.MILLISECONDS));
            assertThat(late.upgrade(server.port())).startsWith("HTTP/1.1 101 ");
            assertThat(other.next()).isEqualTo("intanto");
            assertThat(go).as("held up").isDone();
            assertThat(other.ask("dopo")).isEqualTo("dopo");
            assertThat(blocking.next()).isEqualTo("aspetta");
            for (int i = 0; i < 4; i++) {
                assertThat(blocking.next()).startsWith("pausa");
            }
            for (int i = 0; i < 50; i++) {
                assertThat(blocking.next()).startsWith("ancora " + i + "x");
            }
            late.close();
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
                    assertThat(client.read(Peer.TEXT).text().equals(text))
                            .as("%d bytes", text.length()).isTrue();
                }
            }
        }
    }

    @Test
    void noMessageOfAnotherThreadIsLeftInTheQueue() throws Exception {
        try (var server = new TestServer(); Peer client = server.peer()) {
            WebSocket socket = server.nextOpened();
            for (int i = 0; i < 5_000; i++) {
                for (int j = 0; j < 4; j++) {       // the last one while the first ones leave
                    socket.send(i + " " + j);
                }
                for (int j = 0; j < 4; j++) {
                    assertThat(client.read(Peer.TEXT).text()).isEqualTo(i + " " + j);
                }
            }
        }
    }

    @Test
    void severalThreadsSendToOneClientAndNothingIsLostOrTornOrOutOfOrder() throws Exception {
        int each = 10_000;
        try (var server = new TestServer(); Peer client = server.peer()) {
            WebSocket socket = server.nextOpened();
            Stream.of("anna", "beppe").forEach(name -> new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    socket.send(name + " " + i);
                }
            }).start());
            new Thread(() -> {
                for (int i = 0; i < each; i += 3) {
                    sendTogether(client, "io " + i, "io " + (i + 1), "io " + (i + 2));
                }
            }).start();
            Map<String, Integer> heard = new HashMap<>();
            for (int i = 0; i < 3 * each; i++) {
                String[] text = client.read(Peer.TEXT).text().split(" ");
                assertThat(Integer.parseInt(text[1]))
                        .isEqualTo(heard.merge(text[0], 1, Integer::sum) - 1);
            }
        }
    }

    @Test
    void whatAnotherThreadHasSentBeforeLeavesBefore() {
        try (var server = new TestServer((socket, text) -> {
            CompletableFuture.runAsync(() -> socket.send("prima")).join();
            socket.send("dopo");
        }); TestClient client = server.client()) {
            assertThat(client.ask("chi?")).isEqualTo("prima");
            assertThat(client.next()).isEqualTo("dopo");
        }
    }

    /**
     * The library makes a draft new as soon as somebody closes, whoever is using it just then: a
     * broadcast that looks for the frames of one that is like another would find none.
     */
    @Test
    void aDraftStaysWhatItIs() throws Exception {
        var request = new HandshakeImpl1Client();
        request.put("Sec-WebSocket-Version", "13");
        Draft draft = new LessonDraft().copyInstance();
        Draft other = draft.copyInstance();
        draft.acceptHandshakeAsServer(request);
        other.acceptHandshakeAsServer(request);
        draft.reset();
        assertThat(draft).isEqualTo(other);
    }

    @Test
    void aCloseOfAnotherThreadWhileFramesArriveIsNeverTakenForAFault() throws Exception {
        byte[] message = join(Peer.frame(Peer.TEXT, true, (byte) 'a'),
                Peer.frame(Peer.CONTINUATION, true, (byte) 'b'),
                Peer.frame(Peer.FIN | Peer.CONTINUATION, true, (byte) 'c'));
        byte[] ten = join(Collections.nCopies(10, message).toArray(byte[][]::new));
        var errors = new ConcurrentLinkedQueue<Exception>();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try (var server = new TestServer((socket, text) -> {
            socket.send(text);
            others.execute(() -> socket.close(1000, "da fuori"));
        }) {
            @Override
            public void onError(WebSocket socket, Exception error) {
                errors.add(error);
            }
        }) {
            for (int i = 0; i < 10_000; i++) {
                try (Peer client = server.peer()) {
                    client.write(ten);
                    assertThat(client.read(Peer.CLOSE).code()).isEqualTo(1000);
                }
            }
        } finally {
            others.shutdown();
        }
        assertThat(errors).allMatch(error -> error instanceof WebsocketNotConnectedException);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A client that is gone before it was let in would stay in the library's set for ever. */
    @Test
    void whoIsGoneAtOnceIsClosedAsOftenAsOpenedAndLeavesNothing() throws Exception {
        try (var server = new TestServer()) {
            for (int i = 0; i < 3_000; i++) {
                Peer client = Peer.raw(server.port());
                client.write(("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                if (i % 3 == 0) {
                    if (i % 2 == 0) {
                        client.head();      // let in, and gone just then
                    }
                    client.reset();
                } else {
                    client.close();
                }
            }
            try (TestClient last = server.client()) {
                assertThat(last.ask("ci sono")).isEqualTo("ci sono");
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Program.TIMEOUT);
                while (server.getConnections().size() > 1 && System.nanoTime() < deadline) {
                    last.ask("e gli altri?");
                }
                assertThat(server.getConnections()).hasSize(1);
            }
            assertThat(server.nextClosed()).isNotNull();
            assertThat(server.closed.size() + 1).isBetween(server.opened.size() - 1,
                    server.opened.size());
        }
    }

    /** What has left the program still has to be read: an end while bytes come would reset it. */
    @Test
    void whoSendsOnBehindItsFaultHasTimeToReadWhatWasAnsweredBefore() throws Exception {
        String text = "x".repeat(60_000);
        try (var server = new TestServer() {
            @Override
            int patience() {
                return 1_000;
            }
        }; Peer client = server.peer()) {
            for (int i = 0; i < 25; i++) {
                client.send(text);
            }
            client.write(Peer.frame(Peer.FIN | Peer.TEXT, false, (byte) 'x'));      // not masked
            assertThat(server.nextClosed()).isEqualTo("1002 ");
            for (int i = 0; i < 13; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                client.write(message("e poi"));
            }
            for (int i = 0; i < 25; i++) {
                assertThat(client.read(Peer.TEXT).text().equals(text)).isTrue();
            }
            assertThat(client.read(Peer.CLOSE).code()).isEqualTo(1002);
        }
    }

    /** Its pongs are two bytes each, and cost fifty times as much while they wait. */
    @Test
    void whoSendsPingsAndNeverReadsIsReadNoMoreAndLetGo() throws Exception {
        byte[] ping = Peer.frame(Peer.FIN | Peer.PING, true);
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(ping);
        }
        try (var server = new TestServer() {
            @Override
            int patience() {
                return 3_000;
            }
        }; TestClient other = server.client(); Peer client = server.peer()) {
            var taken = new AtomicLong();
            var flood = new Thread(() -> {
                try {
                    while (true) {
                        client.write(many.toByteArray());
                        taken.set(System.nanoTime());
                    }
                } catch (java.io.UncheckedIOException e) {
                    // let go
                }
            });
            flood.start();
            assertThat(server.nextClosed()).isEqualTo("1008 non legge");
            assertThat(System.nanoTime() - taken.get()).as("nanoseconds that it was read no more")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
            flood.join();
            assertThat(other.ask("ci sei?")).isEqualTo("ci sei?");
        }
    }
}
