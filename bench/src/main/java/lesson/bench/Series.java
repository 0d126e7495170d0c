package lesson.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

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
        Figures measure(Program server, double warm, double seconds) throws InterruptedException;
    }

    /**
     * One kind of load.
     *
     * @param row what it is called
     * @param connected how many clients are connected
     * @param ceiling the same, where every byte comes back; null where there is nothing like it
     * @param load what is put on the server, given all that are connected
     */
    record Item(Row row, int connected, BiFunction<Load, List<Talker>, Measure> ceiling,
            BiFunction<Load, List<Talker>, Measure> load) {
    }

    private static final int MANY = 5_000;

    private final int step;
    private final List<Item> items;

    /** @param step whose servers they are */
    Series(int step, List<Item> items) {
        this.step = step;
        this.items = items;
    }

    @Override
    public int rounds(Plan plan) {
        return items.stream().mapToInt(item -> rounds(item, plan)).sum();
    }

    /** Fewer where many have to connect first: each takes long. */
    private static int rounds(Item item, Plan plan) {
        return item.connected > MANY ? (plan.rounds() + 1) / 2 : plan.rounds();
    }

    @Override
    public List<Results.Line> measure(Load load, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        List<Results.Line> lines = new ArrayList<>();
        try (var java = new Contender(load, Side.JAVA); var node = new Contender(load, Side.NODE)) {
            java.warm(plan);
            node.warm(plan);
            for (Item item : items) {
                double ceiling = ceiling(load, item, plan);
                List<Figures> javas = new ArrayList<>();
                List<Figures> nodes = new ArrayList<>();
                for (int round = 1; round <= rounds(item, plan); round++) {
                    progress.round(item.row, round, rounds(item, plan));
                    javas.add(java.measure(item, settled(item, plan), plan.seconds()));
                    nodes.add(node.measure(item, settled(item, plan), plan.seconds()));
                }
                lines.add(new Results.Line(item.row.name(), item.row.italian(),
                        item.row.english(), ceiling, javas, nodes));
            }
        }
        return lines;
    }

    /** Seconds: where thousands have just connected, all of them have something left to do. */
    private static double settled(Item item, Plan plan) {
        return plan.warm() / (item.connected > MANY ? 4 : 40);
    }

    private double ceiling(Load load, Item item, Plan plan)
            throws IOException, InterruptedException {
        if (item.ceiling == null) {
            return 0;
        }
        try (var none = new Contender(load, Side.CEILING)) {
            return none.measure(item, plan.warm() / 8, plan.seconds()).perSecond();
        }
    }

    /** One side. */
    private final class Contender implements AutoCloseable {
        private final Load load;
        private final Side side;
        private final Program server;

        Contender(Load load, Side side) throws IOException {
            this.load = load;
            this.side = side;
            server = Program.start(side, step);
        }

        /** With each load that needs no more clients than the first; the others are alike. */
        void warm(Plan plan) throws InterruptedException {
            List<Item> first = items.stream()
                    .filter(item -> item.connected == items.get(0).connected).toList();
            for (Item item : first) {
                measure(item, plan.warm() / first.size(), 0);
            }
        }

        /** One side at a time: some systems grant too few sockets for the clients of both. */
        Figures measure(Item item, double warm, double seconds) throws InterruptedException {
            List<Talker> talkers = load.connect(server, side, item.connected);
            try {
                return (side == Side.CEILING ? item.ceiling : item.load).apply(load, talkers)
                        .measure(server, warm, seconds);
            } finally {
                Load.cut(talkers);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
