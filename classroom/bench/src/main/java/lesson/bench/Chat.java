package lesson.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.testkit.Redis;
import org.opentest4j.TestAbortedException;

/** The chat: its room is in the memory of a server, or in a Redis, for one server or more. */
final class Chat implements Case {
    /**
     * One kind of load.
     *
     * @param row what it is called
     * @param clients how many are in the room
     * @param inFlight how many texts are under way
     */
    record Item(Row row, int clients, int inFlight) {
    }

    private final int servers;
    private final boolean redis;
    private final List<Item> items;

    /**
     * @param servers how many servers share the room
     * @param redis whether it is in a Redis
     */
    Chat(int servers, boolean redis, List<Item> items) {
        this.servers = servers;
        this.redis = redis;
        this.items = items;
    }

    @Override
    public int rounds(Plan plan) {
        return items.size() * plan.rounds();
    }

    /** @throws TestAbortedException if it needs a redis-server and there is none */
    @Override
    public List<Results.Line> measure(Load load, Plan plan, Progress progress)
            throws IOException, InterruptedException {
        if (redis && !Redis.isThere()) {
            throw new TestAbortedException();
        }
        List<Results.Line> lines = new ArrayList<>();
        try (var java = new Side(load, Subject.JAVA); var node = new Side(load, Subject.NODE)) {
            progress.round(items.get(0).row, 0, plan.rounds());
            java.warm(plan);
            node.warm(plan);
            for (Item item : items) {
                List<Figures> javas = new ArrayList<>();
                List<Figures> nodes = new ArrayList<>();
                for (int round = 1; round <= plan.rounds(); round++) {
                    progress.round(item.row, round, plan.rounds());
                    javas.add(java.measure(item, plan.warm() / 10, plan.seconds()));
                    nodes.add(node.measure(item, plan.warm() / 10, plan.seconds()));
                }
                lines.add(new Results.Line(item.row.name(), item.row.italian(),
                        item.row.english(), 0, javas, nodes));
            }
        }
        return lines;
    }

    /** The servers of one side, and a Redis of their own. */
    private final class Side implements AutoCloseable {
        private final Load load;
        private final Subject side;
        private final Redis broker = redis ? new Redis() : null;
        private final List<MeasuredServer> all = new ArrayList<>();
        private long heard;

        Side(Load load, Subject side) throws IOException {
            this.load = load;
            this.side = side;
            try {
                for (int i = 0; i < servers; i++) {
                    all.add(MeasuredServer.chat(side, redis ? broker.url() : null));
                }
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        void warm(Plan plan) throws InterruptedException {
            for (Item item : items) {
                measure(item, plan.warm() / items.size(), 0);
            }
        }

        /** As many clients on one server as on the other. */
        Figures measure(Item item, double warm, double seconds) throws InterruptedException {
            List<LoadClient> clients = new ArrayList<>();
            for (MeasuredServer server : all) {
                clients.addAll(load.connect(server, side, item.clients / servers));
            }
            try {
                var talk = new Talk(mixed(clients), item.inFlight, heard);
                Figures figures = talk.measure(all, warm, seconds);
                heard = talk.heard();
                return figures;
            } finally {
                Load.cut(clients);
            }
        }

        /** Who talks is on one server as often as on the other. */
        private List<LoadClient> mixed(List<LoadClient> clients) {
            int each = clients.size() / servers;
            return IntStream.range(0, each).boxed().flatMap(i -> IntStream.range(0, servers)
                    .mapToObj(server -> clients.get(server * each + i))).toList();
        }

        @Override
        public void close() {
            all.forEach(MeasuredServer::close);
            Stream.ofNullable(broker).forEach(Redis::close);
        }
    }
}
