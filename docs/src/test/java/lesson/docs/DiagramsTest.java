package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lesson.docs.Note.Part;
import org.junit.jupiter.api.Test;

/** The diagrams can be drawn, by the library that GitHub draws them with. */
class DiagramsTest extends InBrowser {
    private static final String PARSE = "text => mermaid.parse(text).then(() => '', String)";

    private Page mermaid() {
        Node.check("mermaid");
        Page page = context.newPage();
        page.addScriptTag(new Page.AddScriptTagOptions()
                .setPath(Node.DOCS.resolve("node_modules/mermaid/dist/mermaid.min.js")));
        return page;
    }

    @Test
    void everyDiagramParses() {
        Page page = mermaid();
        List<String> complaints = new ArrayList<>();
        for (Note note : Repository.onDisk().notes()) {
            for (Part diagram : note.blocks("mermaid")) {
                Object error = page.evaluate(PARSE, diagram.text());
                if (!error.equals("")) {
                    complaints.add(note.at(diagram) + error);
                }
            }
        }
        assertEquals("", String.join("\n", complaints));
    }

    /** How to draw them is said in {@link Diagrams}. */
    @Test
    void everyDiagramIsDrawnForTheWebsiteAndNoOther() throws IOException {
        try (Stream<Path> drawn = Files.list(Diagrams.FOLDER)) {
            assertEquals(List.copyOf(Diagrams.sources().keySet()),
                    drawn.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aBrokenArrowIsFound() {
        Page page = mermaid();
        String diagram = "sequenceDiagram\n    C->>S: Ciao, server!\n";
        assertEquals("", page.evaluate(PARSE, diagram));
        assertNotEquals("", page.evaluate(PARSE, diagram.replace("->>", "-)>")));
    }
}
