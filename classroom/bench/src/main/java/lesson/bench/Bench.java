package lesson.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import lesson.support.Settings.BadSettingException;
import lesson.support.Terminal;
import lesson.testkit.ProjectRoot;
import org.opentest4j.TestAbortedException;

/**
 * Which one is faster, Java or Node.js? Starts both servers of each step, puts the same load on
 * one and the other in turns, and shows what came out.
 */
public final class Bench {
    private final Plan plan;
    private final Consumer<String> progress;
    private final List<Case> cases;
    private int turns;
    private boolean complete = true;

    /** @param progress is told what is being measured */
    Bench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        cases = Cases.of(plan);
    }

    /** Measures every case of the plan. What fails is said, left out, and held against the run. */
    Results run() throws IOException, InterruptedException {
        List<Results.Line> lines = new ArrayList<>();
        try (var load = new Load()) {
            for (Case one : cases) {
                try {
                    lines.addAll(one.measure(load, plan, this::tell));
                } catch (TestAbortedException e) {
                    progress.accept("Senza redis-server la chat con la stanza in Redis non si"
                            + " misura.");
                } catch (IllegalStateException e) {
                    complete = false;
                    progress.accept("Questa misura non è riuscita e non entra nella tabella: "
                            + e.getMessage() + ".");
                    load.closeAll();
                }
            }
        }
        return new Results(Machine.here(), plan.rounds(), plan.seconds(), lines);
    }

    private void tell(Case.Row row, int round, int rounds) {
        int all = cases.stream().mapToInt(one -> one.rounds(plan)).sum();
        String what = round == 0 ? "riscaldamento" : "giro " + round + " di " + rounds;
        progress.accept(String.format(Locale.ITALY, "[%3d%%] %s, %s", 100 * turns / all,
                row.italian(), what));
        turns += Math.min(round, 1);
    }

    /** @param args not used; {@code -Drounds=5 -Dseconds=1 -Dcases=echo} */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            Plan plan = Plan.setting();
            checkNode();
            var bench = new Bench(plan, System.err::println);
            Results results = bench.run();
            Path root = ProjectRoot.find();
            Path folder = root.resolve(plan.whole() && bench.complete ? "docs/benchmark"
                    : "classroom/bench/target/benchmark");
            var table = new Table(results, Locale.ITALY);
            table.text().forEach(System.out::println);
            System.out.println(table.machine());
            new Report(results).write(folder);
            System.err.println("I numeri e i grafici sono in " + root.relativize(folder)
                    + ".");
            if (!bench.complete) {
                Terminal.fail(Terminal.FAILED, "Non tutto è stato misurato: chiudi gli altri"
                        + " programmi, poi riprova.");
            }
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        } catch (IOException e) {
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
        if (!Files.isDirectory(ProjectRoot.find().resolve("docs/node_modules/ws"))) {
            Terminal.fail(Terminal.FAILED, "Manca il modulo ws: esegui npm --prefix docs ci, poi"
                    + " riprova.");
        }
    }
}
