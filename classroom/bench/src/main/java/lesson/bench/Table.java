package lesson.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results for human eyes, in Italian or in English: as text or in Markdown. */
final class Table {
    private static final int MEGA = 1 << 20;

    private final Results results;
    private final Locale locale;
    private final boolean italian;

    /** @param locale Italian or English */
    Table(Results results, Locale locale) {
        this.results = results;
        this.locale = locale;
        italian = locale.getLanguage().equals("it");
    }

    /** Returns one line for each case, in columns. */
    List<String> text() {
        List<List<String>> rows = rows();
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(String.format(i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s",
                        row.get(i)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Returns the same as a table in Markdown, and the machine in a line below it. */
    String markdown() {
        List<List<String>> rows = new ArrayList<>(rows());
        rows.add(1, List.of("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"));
        return rows.stream().map(row -> "| " + String.join(" | ", row) + " |")
                .collect(Collectors.joining("\n")) + "\n\n" + machine() + "\n";
    }

    /** Returns what it costs the chat that its room is in Redis; empty if it was not measured. */
    String broker() {
        Map<String, Results.Line> lines = results.cases().stream()
                .collect(Collectors.toMap(Results.Line::name, line -> line));
        Results.Line memory = lines.get("chat-memory-10");
        Results.Line most = lines.get("chat-memory-1000");
        Results.Line redis = lines.get("chat-redis-10");
        Results.Line one = lines.get("chat-redis-1000");
        Results.Line two = lines.get("chat-two-1000");
        if (Stream.of(memory, most, redis, one, two).anyMatch(Objects::isNull)) {
            return "";
        }
        return String.format(locale, italian
                ? "Con la stanza in memoria e 1.000 client un server in Java fa %,.0f "
                        + "consegne al secondo, uno in Node.js %,.0f.\nCon la stanza in Redis "
                        + "un testo arriva a 10 client %.1f ms più tardi in Java, %.1f ms più "
                        + "tardi in Node.js (p50).\nCon la stanza in Redis e 1.000 client un "
                        + "server in Java fa %,.0f consegne al secondo, due ne fanno %,.0f; "
                        + "in Node.js %,.0f e %,.0f.\n"
                : "With the room in memory and 1,000 clients a server in Java makes "
                        + "%,.0f deliveries a second, one in Node.js %,.0f.\nWith the room in "
                        + "Redis a text reaches 10 clients %.1f ms later in Java, %.1f ms "
                        + "later in Node.js (p50).\nWith the room in Redis and 1,000 clients one "
                        + "server in Java makes %,.0f, two make %,.0f; in Node.js %,.0f "
                        + "and %,.0f.\n",
                most.java(Figures::perSecond), most.node(Figures::perSecond),
                (redis.java(Figures::p50) - memory.java(Figures::p50)) / 1e3,
                (redis.node(Figures::p50) - memory.node(Figures::p50)) / 1e3,
                one.java(Figures::perSecond), two.java(Figures::perSecond),
                one.node(Figures::perSecond), two.node(Figures::perSecond));
    }

    /** Returns where and how often it was measured. */
    String machine() {
        Machine machine = results.machine();
        return String.format(locale, italian
                        ? "%s, %d processori, %d GiB, %s; %s, %s. %d giri di %.1f s."
                        : "%s, %d processors, %d GiB, %s; %s, %s. %d rounds of %.1f s.",
                machine.processor(), machine.processors(), machine.memory(), machine.system(),
                machine.java(), machine.node(), results.rounds(), results.seconds());
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(italian
                ? List.of("caso", "Java/s", "Node.js/s", "rapporto", "p50 µs", "p99 µs", "CPU µs",
                        "memoria MiB", "limite/s")
                : List.of("case", "Java/s", "Node.js/s", "ratio", "p50 µs", "p99 µs", "CPU µs",
                        "memory MiB", "ceiling/s"));
        for (Results.Line line : results.cases()) {
            rows.add(List.of(italian ? line.italian() : line.english(),
                    whole(line.java(Figures::perSecond)), whole(line.node(Figures::perSecond)),
                    ratio(line.ratio(Figures::perSecond)),
                    both(line, Figures::p50, 0), both(line, Figures::p99, 0),
                    both(line, Figures::cpu, 1),
                    both(line, figures -> (double) figures.memory() / MEGA, 0),
                    line.ceiling() == 0 ? "" : whole(line.ceiling())));
        }
        return rows;
    }

    private String both(Results.Line line, ToDoubleFunction<Figures> figure, int digits) {
        if (line.java(figure) == 0 || line.node(figure) == 0) {
            return "";      // the system does not tell
        }
        String format = "%,." + digits + "f : %,." + digits + "f = %.2f";
        return String.format(locale, format, line.java(figure), line.node(figure),
                line.ratio(figure));
    }

    private String whole(double value) {
        return String.format(locale, "%,.0f", value);
    }

    private String ratio(double value) {
        return String.format(locale, "%.2f", value);
    }
}
