package lesson.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/** Clients that talk to a server, always the same ones. */
final class Room extends Case {
    private final Plan plan;
    private final int step;
    private final int clients;
    private final boolean ceiling;
    private final BiFunction<Side, List<Talker>, Traffic> traffic;

    /**
     * @param step whose server it is
     * @param ceiling whether the same can be done where every byte comes back
     * @param traffic what the clients do
     */
    Room(Plan plan, Row row, int step, int clients, boolean ceiling,
            BiFunction<Side, List<Talker>, Traffic> traffic) {
        super(row);
        this.plan = plan;
        this.step = step;
        this.clients = clients;
        this.ceiling = ceiling;
        this.traffic = traffic;
    }

    @Override
    boolean ceiling() {
        return ceiling;
    }

    @Override
    boolean fresh() {
        return false;
    }

    @Override
    Stage open(Load load, Side side) throws IOException, InterruptedException {
        var server = Program.start(side, step);
        var talkers = load.connect(server, side, clients);
        traffic.apply(side, talkers).measure(server, plan.warm(), 0);
        return new Stage() {
            @Override
            public List<Figures> turn() throws InterruptedException {
                return List.of(traffic.apply(side, talkers)
                        .measure(server, plan.warm() / 20, plan.seconds()));
            }

            @Override
            public void close() {
                server.close();
                Load.cut(talkers);
            }
        };
    }
}
