package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** axe-core finds nothing on the pages, light and dark, in Italian and in English. */
class AccessibilityTest extends InBrowser {
    /** All its rules, then those about colours in the other scheme. */
    private static final String VIOLATIONS = """
            async rules => (await axe.run(rules)).violations.flatMap(violation => violation.nodes
                .map(node => violation.id + " " + node.target + ": " + node.failureSummary))
            """;

    private static void axeFindsNothing(Tab tab) {
        axeFindsNothing(tab.page);
    }

    static void axeFindsNothing(Page page) {
        page.addScriptTag(new AddScriptTagOptions()
                .setPath(Node.DOCS.resolve("node_modules/axe-core/axe.min.js")));
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertEquals(List.of(), page.evaluate(VIOLATIONS, Map.of()), "light");
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertEquals(List.of(), page.evaluate(VIOLATIONS,
                Map.of("runOnly", List.of("color-contrast"))), "dark");
    }

    private Tab openIn(String lang, int step, String url) {
        Tab tab = open(step, url, "&lang=" + lang);
        if (lang.equals("en")) {
            tab.page.setViewportSize(390, 800);
        }
        return tab;
    }

    @ParameterizedTest
    @CsvSource({"2, it", "2, en", "3, it", "3, en", "4, it", "4, en", "5, it", "5, en", "6, it",
        "6, en"})
    void inTheMidstOfAConversation(int step, String lang) {
        Tab tab = openIn(lang, step, server(Side.NODE, Pages.serverOf(step)).url());
        tab.is("open").send("Ciao").answered("Ciao");
        if (step == 5) {
            tab.write("Ciao").at("#senza-json").click();
            tab.entriesOf("problem", 1);
        }
        axeFindsNothing(tab.write("ancora"));
    }

    @ParameterizedTest
    @CsvSource({"1, it", "1, en", "2, it", "2, en", "6, it", "6, en"})
    void whereNobodyListens(int step, String lang) {
        expectRefusal();
        Tab tab = openIn(lang, step, Scene.url(Scene.freePort()));
        if (step == 1) {
            assertThat(tab.at("#ascolta")).hasAttribute("data-answer", "no");
        } else {
            tab.is(step == 6 ? "waiting" : "closed");
        }
        if (step == 6) {
            tab.send("aspetta").entriesOf("waiting", 1);
        }
        axeFindsNothing(tab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void atTheServerOfAnotherStepAndAfterAClose(String lang) {
        Tab tab = openIn(lang, 3, server(Side.NODE, 4).url()).is("open");
        tab.send("Ciao");
        assertThat(tab.at("#nota code")).isVisible();
        axeFindsNothing(tab);
        tab.at("#chiudi").click();
        axeFindsNothing(tab.is("closed"));
        tab.at("#tema").click();
        tab.at("#tema").click();
        axeFindsNothing(tab); // dark, also where the desktop is light
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void withBinaryAndLongMessagesAndAProblem(String lang) throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openIn(lang, 4, Scene.url(server.getLocalPort())).is("connecting");
            axeFindsNothing(tab);
            try (Peer peer = Peer.accept(server)) {
                peer.send(Peer.FIN | Peer.BINARY, (byte) 0, (byte) 255);
                peer.send("x".repeat(65_536));
                tab.entriesOf("theirs", 2);
            }
            assertThat(tab.is("closed").at("#problema")).not().isEmpty();
            axeFindsNothing(tab);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void whileTheServerIsSilentAndOwesTheCloseFrame(String lang) throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(3, Scene.url(server.getLocalPort()), "&lang=" + lang);
            try (Peer peer = Peer.accept(server)) {
                tab.is("open").sent("ci sei?").pass(10_000);
                assertThat(tab.at("#nota")).not().isEmpty();
                tab.page.clock().resume(); // axe waits for timers of its own
                axeFindsNothing(tab);
                tab.at("#chiudi").click();
                assertEquals("ci sei?", peer.read().text());
                assertEquals(1000, peer.read(Peer.CLOSE).code());
                axeFindsNothing(tab.is("closing"));
                peer.sendClose(1000, "");
                tab.is("closed");
            }
        }
    }

    @Test
    void whereTheAddressIsNone() {
        expectRed("Failed to construct 'WebSocket'");
        Tab tab = open(2, "foo bar");
        assertThat(tab.at("#problema")).not().isEmpty();
        axeFindsNothing(tab);
    }
}
