package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import lesson.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server stops, dies, freezes and comes back under open pages. */
class ServerLifeTest extends InBrowser {
    private static final String LOST = "La connessione si è interrotta di colpo, senza un frame di"
            + " chiusura (codice 1006): forse il server è morto, è caduta la rete o un messaggio"
            + " era troppo grande.";
    private static final String RESTART =
            " Se il server è spento, riavvialo; poi ricarica la pagina.";
    private static final String STOPPED =
            "Il server ha chiuso la connessione: il server si ferma (codice 1001).";
    private static final String SILENT = "Nessuna risposta da 10 secondi. Il server può essere"
            + " bloccato: finché la connessione TCP resta aperta, il browser non se ne accorge.";

    /** The pages that talk to the server of a step and do not come back by themselves. */
    private List<Tab> pagesOf(Scene server, int serverStep) {
        List<Tab> tabs = Pages.TALKING.stream()
                .filter(step -> step != 6 && Pages.serverOf(step) == serverStep)
                .map(step -> openWithClock(step, server.url())).toList();
        tabs.forEach(tab -> tab.is("open"));
        return tabs;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5})
    void aServerThatStopsOrIsKilledIsMissedAndAReloadFindsTheNext(int step) {
        Scene server = server(Side.JAVA, step);
        List<Tab> tabs = pagesOf(server, step);
        for (String signal : List.of("TERM", "KILL")) {
            server.end(signal);
            for (Tab tab : tabs) {
                tab.is("closed").problemIs((signal.equals("TERM") ? STOPPED : LOST) + RESTART);
                assertThat(tab.at("#frame > .close")).hasCount(signal.equals("TERM") ? 1 : 0);
                tab.write("dopo");
                assertThat(tab.at("#invia")).isDisabled();
                tab.at("#testo").press("Enter");
                tab.entriesOf("mine", 0);
            }
            server.restart();
            for (Tab tab : tabs) {
                tab.at("#ricarica").click();
                tab.is("open");
                assertThat(tab.at("#ricarica")).isHidden();
                assertThat(tab.at("#problema")).isEmpty();
            }
        }
        tabs.get(0).send("di nuovo").answered("di nuovo");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5})
    void aFrozenServerIsSuspectedAfterTenSecondsAndHeardAgainWhenItThaws(int step) {
        Scene server = server(Side.JAVA, step);
        List<Tab> tabs = pagesOf(server, step);
        server.program().signal("STOP");
        try {
            for (Tab tab : tabs) {
                assertThat(tab.sent("ci sei?").at("#frame-conta"))
                        .hasText("inviati: 1, ricevuti: 0");
                tab.pass(9_900);
                assertThat(tab.at("#nota")).isEmpty();
                tab.pass(200).noteIs(SILENT).is("open");
                tab.entriesOf("theirs", 0);
            }
        } finally {
            server.program().signal("CONT");
        }
        for (Tab tab : tabs) {
            tab.answered("ci sei?").noteIs("");
        }
    }
}
