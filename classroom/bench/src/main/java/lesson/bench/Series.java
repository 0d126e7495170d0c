package lesson.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Several kinds of load on the same two servers, which run side by side and have been warmed up:
 * a JVM first has to compile what is used often.
 */
final class Series implements Case {
    /** Something that can be measured once. */
    interface Measure {
        /**
         * Puts the load on a server: first without counting, then for a time that counts.
         *
         * @param warm seconds that don't count
         * @param seconds that do
         */
        Figures measure(MeasuredServer server, double warm, double seconds)
                throws InterruptedException;
    }

    /**
     * One kind of load.
     *
     * @param row what it is called
     * @param ceiling the same, where every byte comes back; null where there is nothing like it
     * @param load what is put on the server, given all that are connected
     */
    record Item(Row row, BiFunction<Load, List<LoadClient>, Measure> ceiling,
            BiFunction<Load, List<LoadClient>, Measure> load) {
    }

    /**
     * What is measured one right after the other, with the same clients.
     *
     * @param connected how many clients
     */
    record Group(int connected, List<Item> items) {
        /** Fewer where many have to connect first: each takes long. */
        private int rounds(Plan plan) {
            return many() ? (plan.rounds() + 1) / 2 : plan.rounds();
        }

        /** Seconds: where thousands have just connected, all of them have something left to do. */
        private double settled(Plan plan) {
            return plan.warm() / (many() ? 5 : 50);
        }

        private boolean many() {
            return connected > MANY;
        }
    }

    private static final int MANY = 5_000;

    private final int step;
    private final List<Group> groups;

    /** @param step whose servers they are */
    Series(int step, List<Group> groups) {
        this.step = step;
        this.groups = groups;
    }

    @Override
    public int rounds(Plan plan) {
        return groups.stream().mapToInt(group -> group.items.size() * group.rounds(plan)).sum();
    }

    @Override
    public List<Results.Line> measure(Load load, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        List<Results.Line> lines = new ArrayList<>();
        boolean ceiling = groups.stream().flatMap(group -> group.items.stream())
                .anyMatch(item -> item.ceiling != null);
        try (var none = ceiling ? new Contender(load, Subject.CEILING, plan) : null;
                var java = new Contender(load, Subject.JAVA, plan);
                var node = new Contender(load, Subject.NODE, plan)) {
            progress.round(groups.get(0).items.get(0).row, 0, groups.get(0).rounds(plan));
            if (none != null) {
                none.warm(plan.warm() / 2);
            }
            java.warm(plan.warm());
            node.warm(plan.warm());
            for (Group group : groups) {
                List<Double> ceilings = ceilings(none, group);
                List<List<Figures>> javas = new ArrayList<>();
                List<List<Figures>> nodes = new ArrayList<>();
                for (int i = 1; i <= group.rounds(plan); i++) {
                    int round = i;
                    javas.add(java.measure(group,
                            item -> progress.round(item.row, round, group.rounds(plan))));
                    nodes.add(node.measure(group, item -> { }));
                }
                IntStream.range(0, group.items.size()).forEach(i -> {
                    Row row = group.items.get(i).row;
                    lines.add(new Results.Line(row.name(), row.italian(), row.english(),
                            ceilings.get(i), javas.stream().map(round -> round.get(i)).toList(),
                            nodes.stream().map(round -> round.get(i)).toList()));
                });
            }
        }
        return lines;
    }

    /** Returns what the load reaches a second; 0 where that is not asked. */
    private static List<Double> ceilings(Contender none, Group group) throws InterruptedException {
        return none == null ? Collections.nCopies(group.items.size(), 0.0)
                : none.measure(group, item -> { }).stream()
                        .map(figures -> figures == null ? 0 : figures.perSecond()).toList();
    }

    /** One side. */
    private final class Contender implements AutoCloseable {
        private final Load load;
        private final Subject side;
        private final Plan plan;
        private final MeasuredServer server;

        Contender(Load load, Subject side, Plan plan) throws IOException {
            this.load = load;
            this.side = side;
            this.plan = plan;
            server = MeasuredServer.start(side, step);
        }

        /** With each load that needs no more clients than the first; the others are alike. */
        void warm(double seconds) throws InterruptedException {
            List<Group> alike = groups.stream()
                    .filter(group -> group.connected == groups.get(0).connected).toList();
            int loads = alike.stream().mapToInt(group -> group.items.size()).sum();
            for (Group group : alike) {
                measure(group, seconds / loads, 0, item -> { });
            }
        }

        /** Returns the figures of each load, null where this side has nothing like it. */
        List<Figures> measure(Group group, Consumer<Item> told) throws InterruptedException {
            return measure(group, group.settled(plan), plan.seconds(), told);
        }

        /** One side at a time: some systems grant too few sockets for the clients of both. */
        private List<Figures> measure(Group group, double warm, double seconds,
                Consumer<Item> told) throws InterruptedException {
            List<Figures> figures = new ArrayList<>();
            List<LoadClient> talkers = load.connect(server, side, group.connected);
            try {
                for (Item item : group.items) {
                    told.accept(item);
                    var asked = side == Subject.CEILING ? item.ceiling : item.load;
                    figures.add(asked == null ? null
                            : asked.apply(load, talkers).measure(server, warm, seconds));
                }
            } finally {
                Load.cut(talkers);
            }
            return figures;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
