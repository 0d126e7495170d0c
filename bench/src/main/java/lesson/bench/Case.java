package lesson.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One thing that is measured, on either side in turns. */
abstract class Case {
    /** How many talk where a class does. */
    static final int CLASS = 20;
    static final int SHORT = 32;                // bytes
    private static final int LONG = 4096;

    /**
     * One line of the table.
     *
     * @param name in the raw numbers
     * @param italian its title
     * @param english the same in English
     */
    record Row(String name, String italian, String english) {
    }

    /** The server of one side, ready to be measured: once, or again and again. */
    interface Stage extends AutoCloseable {
        /** Returns the figures of each row. */
        List<Figures> turn() throws IOException, InterruptedException;

        @Override
        void close();
    }

    final List<Row> rows;

    Case(Row... rows) {
        this.rows = List.of(rows);
    }

    /** Starts a server and lets the clients in; what is warmed up here does not count. */
    abstract Stage open(Load load, Side side) throws IOException, InterruptedException;

    /** Whether each turn needs a server that has just been started. */
    abstract boolean fresh();

    /** Whether there is something to compare with where no WebSocket server is. */
    boolean ceiling() {
        return false;
    }

    boolean matches(Pattern pattern) {
        return rows.stream().anyMatch(row -> pattern.matcher(row.name).find());
    }

    /** Returns all cases of a plan. */
    static List<Case> all(Plan plan) {
        List<Case> all = new ArrayList<>();
        for (int inFlight : new int[] {1, 16}) {
            for (int clients : new int[] {1, CLASS}) {
                all.add(echo(plan, clients, inFlight, SHORT));
            }
            all.add(echo(plan, CLASS, inFlight, LONG));
        }
        for (int inFlight : new int[] {1, 16}) {
            all.add(json(plan, inFlight));
        }
        for (int share : new int[] {100, 10, 1}) {
            all.add(broadcast(plan, plan.crowd() / share));
        }
        for (int quiet : new int[] {0, plan.quiet() / 10, plan.quiet()}) {
            all.add(new Quiet(plan, quiet));
        }
        all.add(new Restart(plan, false));
        all.add(new Restart(plan, true));
        return all;
    }

    private static Case echo(Plan plan, int clients, int inFlight, int bytes) {
        var row = new Row("echo-" + clients + "x" + inFlight + "-" + bytes,
                "Eco, " + bytes + " byte, " + clients + " client, " + inFlight + " in volo",
                "Echo, " + bytes + " bytes, " + clients + (clients == 1 ? " client, "
                        : " clients, ") + inFlight + " in flight");
        var question = Question.echo(bytes);
        var same = Question.same(bytes);
        return new Room(plan, row, 2, clients, true, (side, talkers) -> new Echo(talkers,
                side == Side.CEILING ? same : question, inFlight));
    }

    private static Case json(Plan plan, int inFlight) {
        var row = new Row("json-" + CLASS + "x" + inFlight,
                "JSON, " + CLASS + " client, " + inFlight + " in volo",
                "JSON, " + CLASS + " clients, " + inFlight + " in flight");
        var question = Question.json();
        return new Room(plan, row, 5, CLASS, false,
                (side, talkers) -> new Echo(talkers, question, inFlight));
    }

    private static Case broadcast(Plan plan, int clients) {
        var row = new Row("broadcast-" + clients,
                "Broadcast a " + italian(clients) + " client, 16 in volo",
                "Broadcast to " + english(clients) + " clients, 16 in flight");
        var question = Question.same(SHORT);
        return new Room(plan, row, 4, clients, false,
                (side, talkers) -> new Broadcast(talkers, question, 16));
    }

    /** Returns a number with points between its thousands. */
    static String italian(int number) {
        return String.format(Locale.ITALY, "%,d", number);
    }

    /** Returns a number with commas between its thousands. */
    static String english(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
