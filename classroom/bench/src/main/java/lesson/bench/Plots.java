package lesson.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** The results as pictures in one language: SVG, with words that can be read aloud and found. */
final class Plots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int BAR = 26;
    private static final int MEGA = 1 << 20;
    private static final Color JAVA = new Color(0x0B4FC0);
    private static final Color NODE = new Color(0x0A6437);

    private final Results results;
    private final boolean italian;

    Plots(Results results, Locale locale) {
        this.results = results;
        this.italian = locale.equals(Locale.ITALY);
    }

    /** Draws all, as far as their cases were measured: on white, also where the page is dark. */
    void write(Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");    // no window, not even an icon
        TextUtils.setUseDrawRotatedStringWorkaround(false);     // which would draw its outlines
        ratios(folder);
        growth(folder, "broadcast", "broadcast", say("consegne al secondo", "deliveries a second"),
                Figures::perSecond);
        growth(folder, "quiet", "quiet", say("messaggi al secondo", "messages a second"),
                Figures::perSecond);
        growth(folder, "memory", "quiet", say("memoria residente, MiB", "resident memory, MiB"),
                figures -> (double) figures.memory() / MEGA);
        growth(folder, "cpu", "quiet", say("processore, µs a messaggio",
                "processor time, µs a message"), Figures::cpu);
    }

    private String say(String inItalian, String inEnglish) {
        return italian ? inItalian : inEnglish;
    }

    private DecimalFormat numbers(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(
                italian ? Locale.ITALY : Locale.ENGLISH));
    }

    private void ratios(Path folder) throws IOException {
        var ratios = new DefaultCategoryDataset();
        results.cases().forEach(line -> ratios.addValue(line.ratio(Figures::perSecond),
                "Java / Node.js", say(line.italian(), line.english())));
        JFreeChart chart = ChartFactory.createBarChart(null, null,
                say("Java / Node.js: oltre 1 è più veloce Java",
                        "Java / Node.js: above 1 Java is faster"), ratios,
                PlotOrientation.HORIZONTAL, false, false, false);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.6f);
        plot.getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        plot.getRangeAxis().setUpperMargin(0.1);
        plot.addRangeMarker(new ValueMarker(1, Color.BLACK, new BasicStroke(1)));
        var bars = (BarRenderer) plot.getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, JAVA);
        bars.setDefaultItemLabelGenerator(
                new StandardCategoryItemLabelGenerator("{2}", numbers("0.00")));
        bars.setDefaultItemLabelsVisible(true);
        save(chart, folder, "ratios", 100 + BAR * results.cases().size());
    }

    /** One figure beside the number of clients, which ends the name of a case. */
    private void growth(Path folder, String name, String prefix, String title,
            ToDoubleFunction<Figures> figure) throws IOException {
        var java = new XYSeries("Java");
        var node = new XYSeries("Node.js");
        for (Results.Line line : results.cases()) {
            if (line.name().matches(prefix + "-[0-9]+")) {
                double clients = Double.parseDouble(line.name().substring(prefix.length() + 1));
                java.add(clients, line.java(figure));
                node.add(clients, line.node(figure));
            }
        }
        if (java.isEmpty()) {
            return;
        }
        var both = new XYSeriesCollection(java);
        both.addSeries(node);
        JFreeChart chart = ChartFactory.createXYLineChart(null, prefix.equals("quiet")
                ? say("client inattivi connessi", "idle clients connected")
                : say("client connessi", "clients connected"), title, both);
        for (var axis : new NumberAxis[] {(NumberAxis) chart.getXYPlot().getDomainAxis(),
            (NumberAxis) chart.getXYPlot().getRangeAxis()}) {
            axis.setNumberFormatOverride(numbers("#,##0"));
            axis.setLowerBound(0);
        }
        var lines = new XYLineAndShapeRenderer();
        lines.setSeriesPaint(0, JAVA);
        lines.setSeriesPaint(1, NODE);
        chart.getXYPlot().setRenderer(lines);
        save(chart, folder, name, HEIGHT);
    }

    private void save(JFreeChart chart, Path folder, String name, int height) throws IOException {
        Plot plot = chart.getPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        chart.setBackgroundPaint(Color.WHITE);
        var svg = new SVGGraphics2D(WIDTH, height);
        svg.setDefsKeyPrefix(name);     // not a new one each time: the same drawing, the same bytes
        chart.draw(svg, new Rectangle(WIDTH, height));
        Files.writeString(folder.resolve(name + (italian ? ".it.svg" : ".svg")),
                svg.getSVGElement(name, true, null, null, null) + "\n");
    }
}
