package lesson.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import lesson.docs.Side;
import lesson.lab.Fault;
import lesson.lab.ReconnectLab;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 200 faults that happen to one client of step 6, drawn at random: {@code mvn -B verify -Psoak
 * -Dtest=ReconnectSoak}, and {@code "-Dsoak.faults=50"} or {@code "-Dsoak.seed=…"} if you like.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ReconnectSoak {
    private static final int FAULTS = Integer.getInteger("soak.faults", 200);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void theClientGoesOnWhateverHappens(Side side) {
        System.out.println("\n" + side + ", " + FAULTS + " faults, \"-Dsoak.seed=" + SEED + "\"");
        Fault[] kinds = Fault.values();
        List<Fault> faults = new Random(SEED).ints(FAULTS, 0, kinds.length)
                .mapToObj(kind -> kinds[kind]).toList();
        long start = System.nanoTime();
        List<String> problems = ReconnectLab.run(side, faults, System.out::println);
        System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(problems).isEmpty();
    }
}
