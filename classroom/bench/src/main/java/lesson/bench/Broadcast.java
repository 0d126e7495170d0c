package lesson.bench;

import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** One client sends, all receive; a message has arrived when the last one has it. */
final class Broadcast extends Repeated {
    private final List<LoadClient> talkers;
    private final int inFlight;
    private final AtomicLongArray sentAt;
    private final AtomicIntegerArray missing;

    /** @param inFlight how many messages are under way */
    Broadcast(List<LoadClient> talkers, Request request, int inFlight) {
        super(request);
        this.talkers = talkers;
        this.inFlight = inFlight;
        sentAt = new AtomicLongArray(inFlight);
        missing = new AtomicIntegerArray(inFlight);
    }

    private LoadClient sender() {
        return talkers.get(0);
    }

    @Override
    void start() {
        talkers.stream().map(talker -> talker.join(this)).toList()
                .forEach(Future::syncUninterruptibly);
        join(sender(), inFlight);
    }

    @Override
    void sent(LoadClient talker, long number) {
        sentAt.set((int) (number % inFlight), System.nanoTime());
        missing.set((int) (number % inFlight), talkers.size());
    }

    @Override
    void answered(LoadClient talker, long number) {
        // Every client receives one sender's messages in the order in which they were sent.
        int slot = (int) (number % inFlight);
        if (missing.decrementAndGet(slot) == 0) {
            latency(sentAt.get(slot));
            sender().channel().eventLoop().execute(() -> arrived(number));
        }
    }

    private void arrived(long number) {
        if (going()) {
            ask(sender());
            sender().flush();
        } else if (number + 1 == sender().asked) {
            drained();
        }
    }
}
