package lesson.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.bench.Case.Row;
import lesson.bench.Series.Group;
import lesson.bench.Series.Item;
import lesson.bench.Series.Measure;

/** All that is measured. */
final class Cases {
    /** How many talk where a class does. */
    private static final int CLASS = 20;
    /** How many visitors come at one time. */
    private static final int VISITORS = 16;
    private static final int SHORT = 32;        // bytes
    private static final int LONG = 4096;

    private final Plan plan;

    private Cases(Plan plan) {
        this.plan = plan;
    }

    /** Returns those that the plan asks for. */
    static List<Case> of(Plan plan) {
        var cases = new Cases(plan);
        List<Case> all = new ArrayList<>();
        cases.add(all, 2, cases.echo());
        cases.add(all, 5, List.of(alone(CLASS, json(1)), alone(CLASS, json(16))));
        cases.add(all, 4, IntStream.of(plan.crowd() / 100, plan.crowd() / 10, plan.crowd())
                .mapToObj(clients -> alone(clients, broadcast(clients))).toList());
        cases.add(all, 2, List.of(new Group(CLASS, List.of(quiet(0), visits(0))),
                alone(CLASS + plan.quiet() / 10, quiet(plan.quiet() / 10)),
                new Group(CLASS + plan.quiet(),
                        List.of(quiet(plan.quiet()), visits(plan.quiet())))));
        cases.chat(all);
        for (boolean jitter : new boolean[] {false, true}) {
            Row row = cases.restart(jitter);
            if (cases.asked(row)) {
                all.add(new Restart(row, jitter));
            }
        }
        return all;
    }

    private boolean asked(Row row) {
        return plan.cases().matcher(row.name()).find();
    }

    private void add(List<Case> all, int step, List<Group> groups) {
        List<Group> asked = groups.stream().map(group -> new Group(group.connected(),
                group.items().stream().filter(item -> asked(item.row())).toList()))
                .filter(group -> !group.items().isEmpty()).toList();
        if (!asked.isEmpty()) {
            all.add(new Series(step, asked));
        }
    }

    private static Group alone(int connected, Item item) {
        return new Group(connected, List.of(item));
    }

    /** Each alone: the two sides' turns are the closer to each other. */
    private List<Group> echo() {
        return IntStream.of(1, 16).boxed().flatMap(inFlight -> Stream.of(
                echo(1, inFlight, SHORT), echo(CLASS, inFlight, SHORT),
                echo(CLASS, inFlight, LONG))).map(item -> alone(CLASS, item)).toList();
    }

    private static Item echo(int clients, int inFlight, int bytes) {
        var row = new Row("echo-" + clients + "x" + inFlight + "-" + bytes,
                "Eco, " + bytes + " byte, " + clients + " client, " + inFlight + " in corso",
                "Echo, " + bytes + " bytes, " + clients + (clients == 1 ? " client, "
                        : " clients, ") + inFlight + " in flight");
        return new Item(row, talk(clients, Request.same(bytes), inFlight),
                talk(clients, Request.echo(bytes), inFlight));
    }

    private static BiFunction<Load, List<LoadClient>, Measure> talk(int clients, Request request,
            int inFlight) {
        return (load, talkers) -> new Echo(talkers.subList(0, clients), request, inFlight);
    }

    private static Item json(int inFlight) {
        var row = new Row("json-" + CLASS + "x" + inFlight,
                "JSON, " + CLASS + " client, " + inFlight + " in corso",
                "JSON, " + CLASS + " clients, " + inFlight + " in flight");
        return new Item(row, null, talk(CLASS, Request.json(), inFlight));
    }

    /** In memory, in a Redis for one server, and in one for two. */
    private void chat(List<Case> all) {
        chat(all, 1, false, "memory", "stanza in memoria", "room in memory");
        chat(all, 1, true, "redis", "stanza in Redis", "room in Redis");
        chat(all, 2, true, "two", "stanza in Redis, due server", "room in Redis, two servers");
    }

    private void chat(List<Case> all, int servers, boolean redis, String name, String italian,
            String english) {
        List<Chat.Item> items = IntStream.of(plan.crowd() / 100, plan.crowd() / 10, plan.crowd())
                .mapToObj(clients -> {
                    int inFlight = clients == plan.crowd() / 100 ? 1 : 16;
                    return new Chat.Item(new Row("chat-" + name + "-" + clients,
                            "Chat, " + italian + ", " + italian(clients) + " client, " + inFlight
                                    + " in corso",
                            "Chat, " + english + ", " + english(clients) + " clients, " + inFlight
                                    + " in flight"), clients, inFlight);
                }).filter(item -> asked(item.row())).toList();
        if (!items.isEmpty()) {
            all.add(new Chat(servers, redis, items));
        }
    }

    private static Item broadcast(int clients) {
        var row = new Row("broadcast-" + clients,
                "Broadcast a " + italian(clients) + " client, 16 in corso",
                "Broadcast to " + english(clients) + " clients, 16 in flight");
        var request = Request.same(SHORT);
        return new Item(row, null, (load, talkers) -> new Broadcast(talkers, request, 16));
    }

    private static Item quiet(int quiet) {
        var row = new Row("quiet-" + quiet,
                CLASS + " client attivi, 1 in corso, " + italian(quiet) + " inattivi",
                CLASS + " active clients, 1 in flight, " + english(quiet) + " idle");
        return new Item(row, talk(CLASS, Request.same(SHORT), 1),
                talk(CLASS, Request.echo(SHORT), 1));
    }

    private static Item visits(int quiet) {
        var row = new Row("handshake-" + quiet,
                VISITORS + " handshake alla volta, " + italian(quiet) + " client inattivi",
                VISITORS + " handshakes at a time, " + english(quiet) + " idle clients");
        return new Item(row, null, (load, talkers) -> new Handshakes(load, VISITORS));
    }

    private Row restart(boolean jitter) {
        return new Row(jitter ? "back-jitter" : "back-fixed",
                italian(plan.crowd()) + " client che si riconnettono, "
                        + (jitter ? "in momenti casuali (jitter)" : "tutti insieme"),
                english(plan.crowd()) + " clients that reconnect, "
                        + (jitter ? "at random times (jitter)" : "all at once"));
    }

    private static String italian(int number) {
        return String.format(Locale.ITALY, "%,d", number);
    }

    private static String english(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
