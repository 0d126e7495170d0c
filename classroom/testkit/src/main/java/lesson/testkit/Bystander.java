package lesson.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A client that minds its own business while others misbehave: it sends numbered messages, each
 * after the answer to the last has come, and misses none, neither of its own nor of another's.
 */
public final class Bystander implements AutoCloseable {
    private final String name;
    private final long pause;
    private final UnaryOperator<String> toMessage;
    private final UnaryOperator<String> toText;
    private final TestClient talker;
    private final Map<String, Integer> heard = new HashMap<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile boolean stopping;

    /**
     * Connects, and begins to talk.
     *
     * @param name a word
     * @param pause nanoseconds between an answer and the next message
     * @param toMessage makes what is sent of a text
     * @param toText finds that text in what comes back
     */
    public Bystander(int port, String name, long pause, UnaryOperator<String> toMessage,
            UnaryOperator<String> toText) {
        this.name = name;
        this.pause = pause;
        this.toMessage = toMessage;
        this.toText = toText;
        talker = new TestClient(port);
        var thread = new Thread(this::talk, "bystander-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void talk() {
        try {
            int number = 0;
            while (!stopping) {
                number++;
                talker.send(toMessage.apply(name + " " + number));
                while (heard.getOrDefault(name, 0) < number) {
                    hear(toText.apply(talker.next()));
                }
                LockSupport.parkNanos(pause);
            }
            end.complete(number);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    private void hear(String text) {
        if (!text.matches("[a-z]+ [0-9]+")) {
            return;     // from somebody else
        }
        String[] parts = text.split(" ");
        int number = Integer.parseInt(parts[1]);
        Integer last = heard.put(parts[0], number);
        if (last != null && number != last + 1) {
            throw new AssertionError(name + " heard " + text + " after " + parts[0] + " " + last);
        }
    }

    /** Stops talking. Returns how many messages were answered; fails if one was missed. */
    public int stop() {
        stopping = true;
        // In a room it may hear others for ever, and its own answer never.
        int answered = end.orTimeout(Program.TIMEOUT, TimeUnit.SECONDS).join();
        String closed = talker.close(1000, "");
        if (!closed.equals("1000")) {
            throw new AssertionError("closed with " + closed);
        }
        return answered;
    }

    @Override
    public void close() {
        talker.close();
    }
}
