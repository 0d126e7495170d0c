package lesson.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The results as pictures. Their words are few, and the same in both languages. */
final class Plots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 450;
    private static final int MEGA = 1 << 20;

    private final Results results;

    Plots(Results results) {
        this.results = results;
    }

    /** Draws all, as far as their cases were measured. */
    void write(Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");    // no window, not even an icon
        ratios(folder);
        growth(folder, "broadcast", "broadcast: consegne/s, deliveries/s", Figures::perSecond);
        growth(folder, "quiet", "quiet: messaggi/s, messages/s", Figures::perSecond);
        growth(folder, "quiet", "memory: MiB", figures -> (double) figures.memory() / MEGA);
        growth(folder, "quiet", "cpu: µs/messaggio, µs/message", Figures::cpu);
    }

    private void ratios(Path folder) throws IOException {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT + 150)
                .title("Java / Node.js").build();
        chart.getStyler().setXAxisLabelRotation(60).setLegendVisible(false)
                .setToolTipsEnabled(false);
        chart.getStyler().setYAxisDecimalPattern("0.0");
        chart.addSeries("Java / Node.js",
                results.cases().stream().map(Results.Line::name).toList(),
                results.cases().stream().map(line -> line.ratio(Figures::perSecond)).toList());
        save(chart, folder, "ratios");
    }

    /** One figure beside the number of clients, which ends the name of a case. */
    private void growth(Path folder, String prefix, String title,
            ToDoubleFunction<Figures> figure) throws IOException {
        List<Double> clients = new ArrayList<>();
        List<Double> java = new ArrayList<>();
        List<Double> node = new ArrayList<>();
        for (Results.Line line : results.cases()) {
            if (line.name().matches(prefix + "-[0-9]+")) {
                clients.add(Double.valueOf(line.name().substring(prefix.length() + 1)));
                java.add(line.java(figure));
                node.add(line.node(figure));
            }
        }
        if (clients.isEmpty()) {
            return;
        }
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title)
                .xAxisTitle("client").build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        chart.addSeries("Java", clients, java);
        chart.addSeries("Node.js", clients, node);
        save(chart, folder, title.substring(0, title.indexOf(':')));
    }

    private static void save(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart, Path folder,
            String name) throws IOException {
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        VectorGraphicsEncoder.saveVectorGraphic(chart, folder.resolve(name).toString(),
                VectorGraphicsFormat.SVG);
    }
}
