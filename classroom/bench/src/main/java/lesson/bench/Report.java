package lesson.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the results down: the raw numbers, the plots, and the table into the pages. */
final class Report {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
            .create();

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Reads raw numbers back. */
    static Results read(Path json) throws IOException {
        return GSON.fromJson(Files.readString(json), Results.class);
    }

    /** Writes into a folder, which is made where there is none. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), GSON.toJson(results) + "\n");
        new Plots(results, Locale.ENGLISH).write(folder);
        new Plots(results, Locale.ITALY).write(folder);
        for (String pages : List.of("", "../chat")) {
            page(folder.resolve(pages).resolve("README.md"), Locale.ENGLISH);
            page(folder.resolve(pages).resolve("README.it.md"), Locale.ITALY);
        }
    }

    private void page(Path page, Locale locale) throws IOException {
        if (Files.exists(page)) {
            Files.writeString(page, filled(Files.readString(page), locale));
        }
    }

    /** Returns a page with what these results say in its places. */
    String filled(String page, Locale locale) {
        var table = new Table(results, locale);
        return filled(filled(page, "table", table.markdown()), "broker", table.broker());
    }

    /** What belongs there stands between two comments; not every page has all of them. */
    private static String filled(String page, String name, String text) {
        String from = "<!-- " + name + " -->\n";
        if (!page.contains(from)) {
            return page;
        }
        int start = page.indexOf(from) + from.length();
        return page.substring(0, start) + "\n" + text + "\n"
                + page.substring(page.indexOf("<!-- end of " + name + " -->"));
    }
}
