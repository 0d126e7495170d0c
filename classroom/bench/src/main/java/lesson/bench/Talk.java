package lesson.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * People in a chat who say something in turn, none of them more often than the chat allows. A text
 * has arrived when the last one has it; each must hear all, once and in order.
 */
final class Talk extends Traffic {
    /** From one text of a client to its next, in nanoseconds: a chat takes ten a second of each. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    /** The others only listen: where each of a thousand said its name, all would hear them all. */
    private static final int TALKERS = 100;
    private static final int SLOTS = 1024;          // more than there are texts under way
    private static final int PATIENCE = 60;         // seconds until everybody is in the room
    private static final int KEY = 16;              // characters
    private static final String INVALID = "{\"errore\":\"messaggio non valido\"}";

    private final List<LoadClient> clients;
    private final List<LoadClient> talkers;
    private final int inFlight;
    private final long before;
    private final EventLoop turns;                  // on which it is decided who is next
    private final CountDownLatch listening;
    private final CountDownLatch entering;          // how often somebody has to hear of somebody
    private final AtomicLongArray sentAt = new AtomicLongArray(SLOTS);
    private final AtomicIntegerArray missing = new AtomicIntegerArray(SLOTS);
    private final Map<LoadClient, Long> free = new HashMap<>();     // when each may go on
    private long said;
    private long arrived;

    /**
     * @param inFlight how many texts are under way
     * @param before how many texts the room has heard until now
     */
    Talk(List<LoadClient> clients, int inFlight, long before) {
        this.clients = clients;
        this.inFlight = inFlight;
        this.before = before;
        talkers = clients.subList(0, Math.min(TALKERS, clients.size()));
        turns = clients.get(0).channel().eventLoop();
        talkers.forEach(talker -> free.put(talker, System.nanoTime()));
        listening = new CountDownLatch(clients.size());
        entering = new CountDownLatch(clients.size() * talkers.size());
    }

    /** Returns how many texts the room has heard by now. */
    long heard() {
        return before + said;
    }

    /**
     * All come in where they missed nothing; then who will talk says its name, and all hear it:
     * these are more messages than some servers have told in a second.
     */
    @Override
    void start() throws InterruptedException {
        clients.stream().map(client -> client.join(this)).toList()
                .forEach(Future::syncUninterruptibly);
        for (LoadClient client : clients) {
            client.heard = before;
            say(client, "{\"dopo\":" + before + "}");
            say(client, "{}");                       // the error for it comes when it is in
        }
        await(listening);
        talkers.forEach(talker -> say(talker, "{\"entra\":\"Alice\"}"));
        await(entering);
        turns.execute(() -> {
            for (int i = 0; i < inFlight; i++) {
                next();
            }
        });
    }

    private static void await(CountDownLatch event) throws InterruptedException {
        if (!event.await(PATIENCE, TimeUnit.SECONDS)) {
            throw new IllegalStateException("un client non entra nella chat");
        }
    }

    private static void say(LoadClient client, String text) {
        client.channel().writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Lets the one talk that has been silent for longest. */
    private void next() {
        LoadClient talker = talkers.get((int) (said % talkers.size()));
        long key = said++;
        long now = System.nanoTime();
        long when = Math.max(now, free.get(talker));
        free.put(talker, when + PAUSE);
        if (when == now) {
            say(talker, key);
        } else {
            turns.schedule(() -> say(talker, key), when - now, TimeUnit.NANOSECONDS);
        }
    }

    private void say(LoadClient talker, long key) {
        int slot = (int) (key % SLOTS);
        missing.set(slot, clients.size());
        sentAt.set(slot, System.nanoTime());
        // As long as the others, so that its number can be read without JSON.
        say(talker, "{\"chiave\":\"" + String.format("%0" + KEY + "d", before + key)
                + "\",\"utente\":\"Alice\",\"testo\":\"Ciao a tutti!\"}");
    }

    @Override
    void received(LoadClient client, ByteBuf text) {
        if (client.asked == 0) {        // not in yet: who is slow hears the last texts first
            if (begins(text, INVALID)) {
                client.asked++;
                listening.countDown();
            }
        } else if (begins(text, "{\"numero\":" + (client.heard + 1) + ",")) {
            client.heard++;
            counted();
            int end = text.writerIndex() - 2;
            heard(Long.parseLong(text.toString(end - KEY, KEY, StandardCharsets.US_ASCII))
                    - before);
        } else if (begins(text, "{\"entra\"")) {
            entering.countDown();
        } else if (!begins(text, "{\"esce\"")) {
            isWrong(text);
        }
    }

    private static boolean begins(ByteBuf text, String wanted) {
        return text.readableBytes() >= wanted.length() && text.toString(text.readerIndex(),
                wanted.length(), StandardCharsets.US_ASCII).equals(wanted);
    }

    private void heard(long key) {
        int slot = (int) (key % SLOTS);
        if (missing.decrementAndGet(slot) == 0) {
            latency(sentAt.get(slot));
            turns.execute(() -> {
                arrived++;
                if (going()) {
                    next();
                } else if (arrived == said) {
                    drained();
                }
            });
        }
    }
}
