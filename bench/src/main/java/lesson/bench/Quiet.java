package lesson.bench;

import java.io.IOException;
import java.util.List;

/** Few that talk, and then some that come and go, beside others that are connected and quiet. */
final class Quiet extends Case {
    /** How many visitors there are at one time. */
    private static final int VISITORS = 16;

    private final Plan plan;
    private final int quiet;
    private final Question question = Question.echo(SHORT);

    /** @param quiet how many are quiet */
    Quiet(Plan plan, int quiet) {
        super(new Row("quiet-" + quiet,
                        CLASS + " che parlano, 1 in volo, accanto a " + italian(quiet) + " zitti",
                        CLASS + " that talk, 1 in flight, beside " + english(quiet) + " quiet"),
                new Row("handshake-" + quiet,
                        VISITORS + " handshake alla volta accanto a " + italian(quiet) + " zitti",
                        VISITORS + " handshakes at a time beside " + english(quiet) + " quiet"));
        this.plan = plan;
        this.quiet = quiet;
    }

    @Override
    boolean fresh() {
        return false;
    }

    @Override
    Stage open(Load load, Side side) throws IOException, InterruptedException {
        var server = Program.start(side, 2);
        var talkers = load.connect(server, side, CLASS);
        var others = load.connect(server, side, quiet);
        talk(talkers).measure(server, plan.warm(), 0);
        new Visits(load, server, VISITORS).measure(plan.warm(), 0);
        return new Stage() {
            @Override
            public List<Figures> turn() throws InterruptedException {
                return List.of(
                        talk(talkers).measure(server, plan.warm() / 20, plan.seconds()),
                        new Visits(load, server, VISITORS)
                                .measure(plan.warm() / 20, plan.seconds()));
            }

            @Override
            public void close() {
                server.close();
                Load.cut(talkers);
                Load.cut(others);
            }
        };
    }

    private Traffic talk(List<Talker> talkers) {
        return new Echo(talkers, question, 1);
    }
}
