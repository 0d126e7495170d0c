package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lesson.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that finds another server than its own, none, or no address at all. */
class WrongServerTest extends InBrowser {
    @ParameterizedTest
    @FieldSource("lesson.docs.Pages#TALKING")
    void theServerOfAnotherStepIsNamedAndTheConversationGoesOn(int step) {
        Tab tab = watch(context.newPage(), step);
        for (int other : List.of(2, 4, 5)) {
            Scene server = server(Side.JAVA, other);
            goTo(tab, server.url());
            tab.is("open");
            String answers = "#log > .entry:is(.theirs, .problem" + (step == 4 ? ", .mine)" : ")");
            tab.send("Ciao");
            assertThat(tab.at(answers)).hasCount(1);
            tab.send("di nuovo");
            assertThat(tab.at(answers)).hasCount(2);
            tab.is("open").noteIs(other == Pages.serverOf(step) ? ""
                    : "Così risponde il server del passo " + other + "; questa pagina parla con"
                    + " quello del passo " + Pages.serverOf(step) + ". Ferma il primo con Ctrl+C e"
                    + " avvia l'altro: mvn -q -Dstep=" + Pages.serverOf(step) + " -Dport="
                    + server.port());
            assertThat(tab.at("#problema")).isEmpty();
        }
    }

    /** What step 5's notes say of the tutorial's own pages, which show it in the console alone. */
    @ParameterizedTest
    @CsvSource({"5, 2", "5, 4", "3, 5"})
    void theTutorialsPageAtTheServerOfAnotherStep(int step, int other) {
        expectRed("is not valid JSON");
        for (Side side : Side.values()) {
            Tab tab = watch(context.newPage(), step);
            Tutorial.open(tab.page, step, server(side, other).port());
            tab.page.waitForCondition(() -> (boolean) tab.page.evaluate("socket.readyState == 1"));
            tab.at("button").click();
            tab.page.waitForCondition(() -> !tab.red.isEmpty()
                    || tab.logs.stream().anyMatch(line -> line.startsWith("Risposta")));
            String said = tab.red.isEmpty() ? tab.logs.get(tab.logs.size() - 1)
                    : "Uncaught " + tab.red.get(0).lines().findFirst().orElseThrow();
            String cells = "| " + step + " | " + other + " | ";
            for (String note : List.of("README.md", "README.it.md")) {
                assertEquals(List.of(cells + "`" + said + "` |"),
                        Repository.onDisk().text("docs/step5-json/" + note).lines()
                                .filter(line -> line.startsWith(cells)).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void whenNobodyListensThePageSaysWhatToType(int step) {
        expectRefusal();
        int port = Scene.freePort();
        String command = "mvn -q -Dstep=" + Pages.serverOf(step) + " -Dport=" + port;
        Tab tab = open(step, Scene.url(port)).is("closed").problemIs("La connessione a"
                + " ws://localhost:" + port + " non è riuscita. Il server del passo "
                + Pages.serverOf(step) + " è acceso? Se lo è, forse ascolta su un'altra porta o ha"
                + " rifiutato questa pagina: guarda il suo terminale. Se no, avvialo: " + command);
        assertThat(tab.at("#stato")).hasText("Non connesso");
        assertThat(tab.at("#problema code")).hasText(command);
        assertThat(tab.at("#invia")).isDisabled();
        assertThat(tab.at("#ricarica")).hasText("Ricarica");
        tab.page.keyboard().press("Enter");
        assertEquals(List.of(), tab.logs);
        Tab english = openInEnglish(step, Scene.url(port)).is("closed").problemIs("Could not"
                + " connect to ws://localhost:" + port + ". Is the server of step "
                + Pages.serverOf(step) + " running? If it is, it may listen on another port or have"
                + " refused this page: look at its terminal. If not, start it: " + command);
        assertThat(english.at("#stato")).hasText("Not connected");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void whatIsNoWebSocketAddressIsNamedAndNothingIsSent(int step) {
        expectRed("Failed to construct 'WebSocket'");
        Tab tab = watch(context.newPage(), step);
        for (String url : List.of("foo bar", "ws://", "ws://localhost:99999", "ftp://x", "ws://[",
                "<b>ws</b>:", "ws://localhost/#x")) {
            goTo(tab, url);
            tab.problemIs("«" + url + "» non è un indirizzo WebSocket. Uno giusto è"
                    + " ws://localhost:8080: scrivilo dopo ?url= nella barra degli indirizzi.");
            assertThat(tab.is("closed").at("#invia")).isDisabled();
            assertThat(tab.at("#log > *")).hasCount(0);
        }
        assertEquals(List.of(), tab.calls);
    }
}
