package lesson.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that come back after a restart of their server: each time one that was just started, so
 * there is nothing to warm up.
 */
final class Restart implements Case {
    private static final int STEP = 2;

    private final Row row;
    private final boolean jitter;

    /** @param jitter whether each waits a time of its own */
    Restart(Row row, boolean jitter) {
        this.row = row;
        this.jitter = jitter;
    }

    /** Fewer than of the others: each takes long. */
    @Override
    public int rounds(Plan plan) {
        return Math.max(1, plan.rounds() / 4);
    }

    @Override
    public List<Results.Line> measure(Load load, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        List<Figures> javas = new ArrayList<>();
        List<Figures> nodes = new ArrayList<>();
        for (int round = 1; round <= rounds(plan); round++) {
            progress.round(row, round, rounds(plan));
            javas.add(measure(load, plan, Subject.JAVA));
            nodes.add(measure(load, plan, Subject.NODE));
        }
        return List.of(new Results.Line(row.name(), row.italian(), row.english(), 0, javas,
                nodes));
    }

    private Figures measure(Load load, Plan plan, Subject side)
            throws IOException, InterruptedException {
        try (var server = MeasuredServer.start(side, STEP)) {
            var talkers = load.connect(server, side, plan.crowd());
            return new Return(load, plan.crowd(), plan.delay(), jitter)
                    .measure(server, side, STEP, talkers);
        } finally {
            load.closeAll();
        }
    }
}
