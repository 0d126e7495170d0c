package lesson.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the results down: the raw numbers, the plots, and the table into the pages that ask. */
final class Report {
    /** Between these two a page has the table. */
    static final String FROM = "<!-- table -->\n";
    static final String TO = "<!-- end of table -->";
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
        page(folder.resolve("README.md"), Locale.ENGLISH);
        page(folder.resolve("README.it.md"), Locale.ITALY);
    }

    private void page(Path page, Locale locale) throws IOException {
        if (Files.exists(page)) {
            Files.writeString(page, withTable(Files.readString(page), locale));
        }
    }

    /** Returns a page with the table of these results in its place. */
    String withTable(String page, Locale locale) {
        int from = page.indexOf(FROM) + FROM.length();
        return page.substring(0, from) + "\n" + new Table(results, locale).markdown() + "\n"
                + page.substring(page.indexOf(TO));
    }
}
