package lesson.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Each client gets the answers to its own messages. */
final class Echo extends Repeated {
    private final Map<LoadClient, long[]> sentAt = new HashMap<>();
    private final int inFlight;
    private final AtomicInteger busy;

    /** @param inFlight how many messages of each client are under way */
    Echo(List<LoadClient> talkers, Request request, int inFlight) {
        super(request);
        this.inFlight = inFlight;
        busy = new AtomicInteger(talkers.size());
        talkers.forEach(talker -> sentAt.put(talker, new long[inFlight]));
    }

    @Override
    void start() {
        sentAt.keySet().forEach(talker -> join(talker, inFlight));
    }

    @Override
    void sent(LoadClient talker, long number) {
        sentAt.get(talker)[(int) (number % inFlight)] = System.nanoTime();
    }

    @Override
    void answered(LoadClient talker, long number) {
        latency(sentAt.get(talker)[(int) (number % inFlight)]);
        if (going()) {
            ask(talker);
        } else if (talker.heard == talker.asked && busy.decrementAndGet() == 0) {
            drained();
        }
    }
}
