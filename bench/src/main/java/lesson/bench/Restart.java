package lesson.bench;

import java.io.IOException;
import java.util.List;

/** Clients that come back after a restart of their server. */
final class Restart extends Case {
    private final Plan plan;
    private final boolean jitter;

    /** @param jitter whether each waits a time of its own */
    Restart(Plan plan, boolean jitter) {
        super(new Row(jitter ? "back-jitter" : "back-fixed",
                italian(plan.crowd()) + " che tornano, "
                        + (jitter ? "ognuno quando vuole (jitter)" : "tutti insieme"),
                english(plan.crowd()) + " that come back, "
                        + (jitter ? "each at a time of its own (jitter)" : "all at once")));
        this.plan = plan;
        this.jitter = jitter;
    }

    @Override
    boolean fresh() {
        return true;
    }

    @Override
    Stage open(Load load, Side side) throws IOException, InterruptedException {
        var server = Program.start(side, 2);
        var talkers = load.connect(server, side, plan.crowd());
        return new Stage() {
            @Override
            public List<Figures> turn() throws IOException, InterruptedException {
                return List.of(new Return(load, plan.crowd(), plan.delay(), jitter)
                        .measure(server, side, 2, talkers));
            }

            @Override
            public void close() {
                server.close();
                load.closeAll();
            }
        };
    }
}
