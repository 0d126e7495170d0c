package lesson.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import lesson.install.Settings.BadSettingException;
import lesson.install.Terminal;

/**
 * Which one is faster, Java or Node.js? Starts both servers of each step, puts the same load on
 * one and the other in turns, and shows what came out.
 */
public final class Bench {
    private final Plan plan;
    private final Consumer<String> progress;
    private final List<Case> cases;
    private int turns;

    /** @param progress is told what is being measured */
    Bench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        cases = Case.all(plan).stream().filter(one -> one.matches(plan.cases())).toList();
    }

    /** Measures every case of the plan. */
    Results run() throws IOException, InterruptedException {
        List<Results.Line> lines = new ArrayList<>();
        try (var load = new Load()) {
            for (Case one : cases) {
                lines.addAll(measure(load, one));
            }
        }
        return new Results(Machine.here(), plan.rounds(), plan.seconds(), lines);
    }

    private List<Results.Line> measure(Load load, Case one)
            throws IOException, InterruptedException {
        double ceiling = 0;
        if (one.ceiling()) {
            try (var stage = one.open(load, Side.CEILING)) {
                ceiling = stage.turn().get(0).perSecond();
            }
        }
        Map<Side, List<List<Figures>>> seen = one.fresh() ? fresh(load, one) : kept(load, one);
        List<Results.Line> lines = new ArrayList<>();
        for (int i = 0; i < one.rows.size(); i++) {
            Case.Row row = one.rows.get(i);
            lines.add(new Results.Line(row.name(), row.italian(), row.english(), ceiling,
                    column(seen.get(Side.JAVA), i), column(seen.get(Side.NODE), i)));
        }
        return lines;
    }

    private static List<Figures> column(List<List<Figures>> turns, int i) {
        return turns.stream().map(turn -> turn.get(i)).toList();
    }

    /** Both servers run all the time, and are measured in turns. */
    private Map<Side, List<List<Figures>>> kept(Load load, Case one)
            throws IOException, InterruptedException {
        Map<Side, List<List<Figures>>> seen = empty();
        try (var java = one.open(load, Side.JAVA); var node = one.open(load, Side.NODE)) {
            for (int round = 1; round <= plan.rounds(); round++) {
                tell(one, round);
                seen.get(Side.JAVA).add(java.turn());
                seen.get(Side.NODE).add(node.turn());
            }
        }
        return seen;
    }

    /** Each turn has a server of its own. There are fewer: each takes long. */
    private Map<Side, List<List<Figures>>> fresh(Load load, Case one)
            throws IOException, InterruptedException {
        Map<Side, List<List<Figures>>> seen = empty();
        for (int round = 1; round <= rounds(one); round++) {
            tell(one, round);
            for (Side side : List.of(Side.JAVA, Side.NODE)) {
                try (var stage = one.open(load, side)) {
                    seen.get(side).add(stage.turn());
                }
            }
        }
        return seen;
    }

    private int rounds(Case one) {
        return one.fresh() ? (plan.rounds() + 1) / 2 : plan.rounds();
    }

    private static Map<Side, List<List<Figures>>> empty() {
        Map<Side, List<List<Figures>>> seen = new EnumMap<>(Side.class);
        seen.put(Side.JAVA, new ArrayList<>());
        seen.put(Side.NODE, new ArrayList<>());
        return seen;
    }

    private void tell(Case one, int round) {
        int all = cases.stream().mapToInt(this::rounds).sum();
        progress.accept(String.format(Locale.ITALY, "[%3d%%] %s, giro %d di %d",
                100 * turns++ / all, one.rows.get(0).italian(), round, rounds(one)));
    }

    /** @param args not used; {@code -Drounds=5 -Dseconds=1 -Dcases=echo} */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            Plan plan = Plan.setting();
            checkNode();
            Path folder = Program.ROOT.resolve(plan.whole() ? "docs/benchmark"
                    : "bench/target/benchmark");
            Results results = new Bench(plan, System.err::println).run();
            var table = new Table(results, Locale.ITALY);
            table.text().forEach(System.out::println);
            System.out.println(table.machine());
            new Report(results).write(folder);
            System.err.println("I numeri e i grafici sono in " + Program.ROOT.relativize(folder)
                    + ".");
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        } catch (IOException | IllegalStateException e) {
            Terminal.fail(Terminal.FAILED, "La misura non è riuscita: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void checkNode() {
        try {
            Machine.here();
        } catch (IOException e) {
            Terminal.fail(Terminal.FAILED, "Manca Node.js, con cui si confronta Java: installa la"
                    + " versione 20 o una più nuova, poi riprova.");
        }
        if (!Files.isDirectory(Program.ROOT.resolve("docs/node_modules/ws"))) {
            Terminal.fail(Terminal.FAILED, "Manca il modulo ws: esegui npm --prefix docs ci, poi"
                    + " riprova.");
        }
    }
}
