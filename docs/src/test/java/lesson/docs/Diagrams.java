package lesson.docs;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lesson.docs.Note.Part;
import lesson.pages.Site;
import org.junit.jupiter.api.Test;

/**
 * Draws the diagrams of all notes for the website, each into a file whose name comes from its
 * source, and throws away those that no note has any more. Not among the tests of a build, since
 * its name does not end in Test:
 * {@code mvn verify -Dtest=Diagrams -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class Diagrams extends InBrowser {
    static final Path FOLDER = Node.DOCS.resolve("diagrams");

    /** Colours that stand for those of the page: it is light or dark, and the drawing with it. */
    private static final Map<String, String> COLOURS = Map.of("#010101", "var(--ink)",
            "#020202", "var(--card)", "#030303", "var(--line)", "#040404", "var(--note)",
            "#050505", "var(--soft)");
    private static final String DRAW = """
            source => {
              mermaid.initialize({ startOnLoad: false, theme: "base", deterministicIds: true,
                fontFamily: "system-ui, sans-serif", sequence: { useMaxWidth: true },
                themeVariables: { actorBkg: "#020202", actorBorder: "#030303",
                  actorTextColor: "#010101", actorLineColor: "#030303", signalColor: "#050505",
                  signalTextColor: "#010101", noteBkgColor: "#040404", noteBorderColor: "#030303",
                  noteTextColor: "#010101", textColor: "#010101", lineColor: "#050505",
                  sequenceNumberColor: "#010101", fontSize: "16px" } });
              return mermaid.render("ID", source).then(drawn => drawn.svg);
            }""";

    /** Returns the diagrams of all notes by the names of their files. */
    static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        for (Note note : Repository.onDisk().notes()) {
            for (Part diagram : note.blocks("mermaid")) {
                sources.put(Site.diagram(diagram.text()), diagram.text());
            }
        }
        return sources;
    }

    @Test
    void drawAll() throws IOException {
        Node.check("mermaid");
        Files.createDirectories(FOLDER);
        Map<String, String> sources = sources();
        try (Stream<Path> drawn = Files.list(FOLDER)) {
            for (Path file : drawn.toList()) {
                if (!sources.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        Page page = context.newPage();
        page.addScriptTag(new Page.AddScriptTagOptions()
                .setPath(Node.DOCS.resolve("node_modules/mermaid/dist/mermaid.min.js")));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = FOLDER.resolve(source.getKey());
            if (!Files.exists(file)) {
                String name = "d" + source.getKey().replace(".svg", "");
                Files.writeString(file, coloured((String) page.evaluate(DRAW, source.getValue()))
                        .replace("ID", name));
            }
        }
    }

    private static String coloured(String svg) {
        String drawing = svg.replace("background-color: white;", "");
        for (Map.Entry<String, String> colour : COLOURS.entrySet()) {
            drawing = drawing.replace(colour.getKey(), colour.getValue());
        }
        return drawing + "\n";
    }
}
