package lesson.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A well-behaved client, message by message: the one of the JDK, which no step uses. One that
 * speaks frame by frame, and may misbehave, is {@link Peer}.
 */
public final class TestClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(Program.TIMEOUT);

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Duration timeout;
    private final Events events;
    private final WebSocket socket;
    private volatile CompletableFuture<Void> pong = new CompletableFuture<>();

    /** What comes, told in its order and on a thread of the client's. */
    public interface Events {
        /** A text message. */
        void text(String message);

        /** A binary message of so many bytes. */
        void binary(int bytes);

        /** The end: a close frame's code and reason, or 1006 where the connection broke. */
        void closed(int code, String reason);
    }

    /** Connects to a server of this machine; what comes waits for {@link #next}. */
    public TestClient(int port) {
        this("ws://localhost:" + port);
    }

    /** Connects to a URL; what comes waits for {@link #next}. */
    public TestClient(String url) {
        timeout = TIMEOUT;
        events = new Events() {
            @Override
            public void text(String message) {
                messages.add(message);
            }

            @Override
            public void binary(int bytes) {
                messages.add("binary, " + bytes + " bytes");
            }

            @Override
            public void closed(int code, String reason) {
                // kept below
            }
        };
        socket = connect(URI.create(url));
    }

    /**
     * Connects, and tells somebody what comes.
     *
     * @param timeout how long the handshake, a message or a pong may take
     * @throws java.util.concurrent.CompletionException if there is no such server, or a
     *     {@link java.util.concurrent.TimeoutException} in it
     */
    public TestClient(URI url, Duration timeout, Events events) {
        this.timeout = timeout;
        this.events = events;
        socket = connect(url);
    }

    /**
     * Connects to a server of this machine, and says something within a second: later, the chat
     * takes it for somebody who only listens. Where a busy machine was too slow, it comes anew.
     */
    public static TestClient saying(int port, String text) {
        while (true) {
            long start = System.nanoTime();
            TestClient client = new TestClient(port).send(text);
            boolean answers = client.ping();
            if (answers && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
                return client;
            }
            client.close();
        }
    }

    private WebSocket connect(URI url) {
        return within(HTTP.newWebSocketBuilder().buildAsync(url, new Listener())).join();
    }

    private <T> CompletableFuture<T> within(CompletableFuture<T> future) {
        return future.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the JDK calls; it may hand over a message in parts. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                events.text(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            if (last) {
                events.binary(bytes);
                bytes = 0;
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pong.complete(null);
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code, reason, code + (reason.isEmpty() ? "" : " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(1006, "", "1006 " + error);
        }

        private void end(int code, String reason, String told) {
            if (closed.complete(told)) {
                events.closed(code, reason);
                pong.complete(null);
            }
        }
    }

    /**
     * Sends a text message.
     *
     * @throws java.util.concurrent.CompletionException if the connection is closed
     */
    public TestClient send(String text) {
        within(socket.sendText(text, true)).join();
        return this;
    }

    /** Sends a binary message. */
    public TestClient sendBinary(byte... bytes) {
        within(socket.sendBinary(ByteBuffer.wrap(bytes), true)).join();
        return this;
    }

    /**
     * Sends a ping, and waits for its pong: then all that the server sent before it has come.
     *
     * @return false if it did not come in time; true also where the connection is closed, as
     *     nothing more can come
     */
    public boolean ping() {
        var answer = new CompletableFuture<Void>();
        pong = answer;
        socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, error) -> {
            if (error != null || closed.isDone()) {
                answer.complete(null);
            }
        });
        return within(answer).handle((came, error) -> error == null).join();
    }

    /** Returns the next message that came; the test fails if none comes. */
    public String next() {
        try {
            String next = messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("no message; close: " + closed.getNow("none"));
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a text and returns the next message that comes. */
    public String ask(String text) {
        return send(text).next();
    }

    /** Returns the close code, and behind a space the reason if there is one. */
    public String closed() {
        return within(closed.copy()).join();
    }

    /** Starts to close; what the server sends until its close frame still comes. */
    public void sendClose(int code, String reason) {
        socket.sendClose(code, reason);
    }

    /** Closes, and waits for the server's answer. */
    public String close(int code, String reason) {
        socket.sendClose(code, reason).join();
        return closed();
    }

    /** Cuts the connection, without a close frame. */
    @Override
    public void close() {
        socket.abort();
    }
}
