package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The troubles of troubleshooting.md that show in a browser: in its window or its console. */
class TroubleInBrowserTest extends InBrowser {
    /** A tab whose console is written down as the developer tools show it. */
    private final class Console {
        final Page page = context.newPage();
        final List<String> lines = new ArrayList<>();

        Console() {
            page.onConsoleMessage(message -> lines.add(message.text()));
            var tools = context.newCDPSession(page);
            tools.on("Runtime.exceptionThrown", (JsonObject event) -> {
                JsonObject details = event.getAsJsonObject("exceptionDetails");
                String words = details.get("text").getAsString() + " "
                        + details.getAsJsonObject("exception").get("description").getAsString();
                words.lines().forEach(lines::add);
            });
            tools.send("Runtime.enable");
        }

        Console open(int step, int port) {
            Tutorial.open(page, step, port);
            return this;
        }

        /** Waits for a line that begins so; what it must be is for the page to say. */
        Console until(String start) {
            page.waitForCondition(() -> lines.stream().anyMatch(line -> line.startsWith(start)));
            return this;
        }
    }

    @Test
    void thePortOpenedAsAPage(TestInfo test) {
        List<List<String>> shown = new ArrayList<>();
        for (Side side : Side.values()) {
            var console = new Console();
            console.page.navigate("http://localhost:" + server(side, 2).port());
            shown.add(console.page.innerText("body").lines().toList());
        }
        Trouble.shows(test, shown.get(0), shown.get(1));
    }

    @Test
    void aPageWhoseOriginIsNull(TestInfo test) {
        try (Program strict = Node.run("src/test/node/origins.js");
                Program ours = Side.JAVA.start(Main.ECHO_SERVER, "port=0", "wire")) {
            Console refused = new Console().open(3, strict.port()).until("WebSocket connection");
            new Console().open(3, ours.port()).until("Connesso al server WebSocket!");
            List<String> request = new ArrayList<>();
            do {
                request.add(ours.error());
            } while (!request.get(request.size() - 1).contains("(la riga vuota"));
            Trouble.shows(test, refused.lines, request);
        }
    }

    @Test
    void aMessageSentBeforeTheConnectionIsOpen(TestInfo test) throws IOException {
        try (ServerSocket silent = Peer.server()) {
            Console console = new Console().open(3, silent.getLocalPort());
            console.page.click("button");
            Trouble.shows(test, console.until("Uncaught").lines);
        }
    }

    @Test
    void aBlobInsteadOfText(TestInfo test) {
        try (Program server = Tutorial.server(4, 0)) {
            int port = Tutorial.port(server);
            Console text = new Console().open(3, port).until("Connesso");
            text.page.click("button");
            text.until("Risposta");
            try (Program ours = Side.JAVA.start(Main.CLIENT, "url=" + Scene.url(port))) {
                String binary = ours.error();
                ours.endInput();
                assertEquals(0, ours.exit());
                Console json = new Console().open(5, port);
                for (int clients = 1; clients <= 3; clients++) {    // text, ours, json
                    server.until("Nuovo client connesso!");
                }
                try (Peer other = Peer.open(port)) {
                    other.send("{\"testo\":\"Ciao\"}").read();
                    Trouble.shows(test, text.lines, json.until("Uncaught").lines,
                            List.of(binary));
                }
            }
        }
    }
}
