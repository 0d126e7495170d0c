package lesson.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lesson.lab.ChatLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Forty people write 4,000 texts while a Java server, a Node.js server and their Redis are killed
 * and connections are cut: {@code "-Dsoak.seed=…"} and {@code -Dsoak.rounds=3} are settings.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ChatSoak {
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("soak.rounds", 3);

    @Test
    void nobodyLosesAWord() {
        System.out.println("chat, \"-Dsoak.seed=" + SEED + "\"");
        assertEquals(List.of(), ChatLab.run(40, 100, ROUNDS, SEED, System.out::println));
    }
}
