package lesson.docs;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import lesson.testkit.Program;

/** The tutorial's own code as it stands, run with the {@code ws} of today on any port. */
final class Tutorial {
    private Tutorial() {
    }

    /** Starts the server of a step; what it says of its port is not true here. */
    static Program server(int step, int port) {
        return run(step, step == 5 ? "tutorial-server.js" : "tutorial.js", port,
                step == 2 ? "" : "true");
    }

    /** Returns the port that a server has got. */
    static int port(Program server) {
        return Integer.parseInt(server.error().replaceFirst("porta ", ""));
    }

    /** Starts the client of step 6. */
    static Program client(int port) {
        return run(6, "tutorial.js", port, "");
    }

    private static Program run(int step, String file, int port, String afterStep2) {
        return Node.run(Pages.folder(step) + "/" + file, "PORT=" + port,
                "NODE_OPTIONS=--require ./src/test/node/on-port.js", "AFTER_STEP_2=" + afterStep2);
    }

    /** Opens from disk the page of step 3, or the same with what step 5 puts into it. */
    static void open(Page page, int step, int port) {
        page.addInitScript("WebSocket = class extends WebSocket { constructor(url) { super("
                + "url.replace(8080, " + port + ")); } };");
        page.navigate(file(step).toUri().toString());
    }

    private static Path file(int step) {
        Path page = Node.DOCS.resolve("step3-client/tutorial.html");
        if (step == 3) {
            return page;
        }
        try {
            String snippet = Files.readString(Node.DOCS.resolve("step5-json/tutorial-client.js"));
            Path changed = Files.createTempFile("tutorial-5-", ".html");
            changed.toFile().deleteOnExit();
            return Files.writeString(changed, Files.readString(page).replaceFirst(
                    "(?s)socket.addEventListener\\(\"message.*(?=</script>)",
                    Matcher.quoteReplacement(snippet)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
