package lesson.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A well-behaved client: the one of the JDK, which no step uses. */
public final class Talker implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    /** Connects to a server of this machine. */
    public Talker(int port) {
        this("ws://localhost:" + port);
    }

    /** Connects to a URL. */
    public Talker(String url) {
        socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            messages.add(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        messages.add("binary, " + data.remaining() + " bytes");
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete("1006 " + error);
    }

    /** Sends a text message. */
    public Talker send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a binary message. */
    public Talker sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Returns the next message that came; the test fails if none comes. */
    public String next() {
        try {
            String next = messages.poll(Run.PATIENCE, TimeUnit.SECONDS);
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
        return closed.orTimeout(Run.PATIENCE, TimeUnit.SECONDS).join();
    }

    /** Closes, and waits for the server's answer. */
    public String close(int code, String reason) {
        socket.sendClose(code, reason).join();
        return closed();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
