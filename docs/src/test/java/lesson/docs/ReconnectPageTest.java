package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;

/** The page of step 6, which comes back by itself; its clock is moved, not waited for. */
class ReconnectPageTest extends InBrowser {
    private static final String LOST = "Connessione persa. Riconnessione...";
    private static final String ANSWER = "Risposta dal server: Messaggio ricevuto: ";

    private static void countsDown(Tab tab) {
        for (int seconds = 3; seconds > 0; seconds--) {
            tab.is("waiting");
            assertThat(tab.at("#stato"))
                    .hasText("Connessione persa: riprovo tra " + seconds + " s");
            tab.pass(1000);
        }
    }

    @Test
    void aServerThatIsNotThereIsTriedEveryThreeSecondsUntilItIs() {
        expectRefusal();
        int port = Scene.freePort();
        Tab tab = openWithClock(6, Scene.url(port)).is("waiting").problemIs("La connessione"
                + " a ws://localhost:" + port + " non è riuscita. Il server del passo 2 è acceso?"
                + " Se lo è, forse ascolta su un'altra porta o ha rifiutato questa pagina: guarda"
                + " il suo terminale. Se no, avvialo: mvn -q -Dstep=2 -Dport=" + port
                + " Questa pagina riprova da sola.");
        tab.send("uno").send("due <b>");
        tab.entriesOf("waiting", 2);
        assertThat(tab.at(".waiting .who").first()).containsText(" · in attesa");
        assertEquals(List.of(LOST), tab.logs(1));
        assertThat(tab.at("#ricarica")).isHidden();
        countsDown(tab);
        assertEquals(List.of(LOST, LOST), tab.logs(2));
        tab.is("waiting");
        try (Scene server = Side.JAVA.scene(2, port)) {
            tab.pass(3000).is("open");
            assertThat(tab.at("#problema")).isEmpty();
            assertEquals(List.of(LOST, LOST, "Connesso!", ANSWER + "uno", ANSWER + "due <b>"),
                    tab.logs(5));
            tab.entriesOf("waiting", 0).entriesOf("mine", 2);
            assertEquals(server.port(), port);
        }
    }

    @Test
    void whatIsWrittenWhileTheServerIsAwayArrivesInOrderAfterItsReturn() {
        Scene server = Side.JAVA.scene(2);
        try {
            Tab tab = openWithClock(6, server.url()).is("open");
            tab.send("prima").answered("prima");
            for (String signal : List.of("TERM", "KILL")) {
                tab.logs.clear();
                server.end(signal);
                tab.is("waiting").problemStarts(signal.equals("TERM")
                        ? "Il server ha chiuso la connessione: il server si ferma (codice 1001)."
                        : "La connessione si è interrotta di colpo");
                for (int i = 0; i < 5; i++) {
                    tab.send(signal + i);
                }
                tab.entriesOf("waiting", 5);
                server.restart();
                countsDown(tab);
                tab.is("open").answered(signal + 4);
                assertEquals(List.of(LOST, "Connesso!", ANSWER + signal + 0,
                        ANSWER + signal + 1, ANSWER + signal + 2, ANSWER + signal + 3,
                        ANSWER + signal + 4), tab.logs(7));
                tab.entriesOf("waiting", 0);
            }
            server.program().until("Nuovo client connesso!");
            assertEquals("Messaggio ricevuto: KILL0", server.program().line());
        } finally {
            server.close();
        }
    }

    @Test
    void aFrozenServerThatThawsAnswersAndOneThatIsKilledInItsSleepIsReplaced() {
        Scene server = Side.JAVA.scene(2);
        try {
            Tab tab = openWithClock(6, server.url()).is("open");
            server.program().signal("STOP");
            tab.sent("dormi?").pass(10_000).is("open");
            assertThat(tab.at("#nota")).containsText("Nessuna risposta da 10 secondi.");
            server.program().signal("CONT");
            tab.answered("dormi?").noteIs("");

            server.program().signal("STOP");
            tab.sent("va persa").pass(10_000).is("open");
            server.end("KILL");
            tab.is("waiting").send("aspetta").entriesOf("waiting", 1);
            server.restart();
            countsDown(tab);
            tab.is("open").answered("aspetta");
            assertEquals(List.of("Connesso!", ANSWER + "dormi?", LOST, "Connesso!",
                    ANSWER + "aspetta"), tab.logs(5));
            server.program().until("Nuovo client connesso!");
            assertEquals("Messaggio ricevuto: aspetta", server.program().line());
        } finally {
            server.close();
        }
    }

    @Test
    void cutByItsReaderItComesBackAsOneClientOnly() {
        try (Scene server = Side.JAVA.scene(2)) {
            Tab tab = openWithClock(6, server.url()).is("open");
            for (int i = 1; i <= 3; i++) {
                tab.at("#taglia").click();
                tab.is("waiting").noteIs("Hai chiuso la connessione: un codice di questa"
                        + " applicazione (codice 4000). Motivo: «tagliata apposta».");
                countsDown(tab);
                tab.is("open").send("volta " + i).answered("volta " + i);
                server.program().until("Client disconnesso");
                assertEquals("Nuovo client connesso!", server.program().line());
                assertEquals("Messaggio ricevuto: volta " + i, server.program().line());
            }
            assertEquals(4, tab.calls.size());
            tab.pass(60_000).is("open");
            assertEquals(4, tab.calls.size());
        }
    }

    @Test
    void aServerThatTakesTheCallAndIsSilentIsGivenUpAfterTenSeconds() throws IOException {
        expectRed("closed before the connection is established");
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(6, Scene.url(server.getLocalPort())).is("connecting");
            try (var silent = server.accept()) {
                tab.send("aspetta").entriesOf("waiting", 1).pass(9_900).is("connecting");
                tab.pass(200).is("waiting");
                while (silent.getInputStream().read() >= 0) {
                    // the request, then the end
                }
            }
            tab.pass(3000);
            try (Peer peer = Peer.accept(server)) {
                assertEquals("aspetta", peer.read().text());
                tab.is("open").entriesOf("waiting", 0);
            }
        }
    }

    @Test
    void whileAFrozenServerOwesTheCloseFrameMessagesWait() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(6, Scene.url(server.getLocalPort()));
            try (Peer frozen = Peer.accept(server)) {
                tab.is("open").at("#taglia").click();
                assertEquals(4000, frozen.read(Peer.CLOSE).code());
                tab.is("closing").send("dopo").entriesOf("waiting", 1);
                tab.pass(5_000).noteIs("Il server non risponde alla chiusura. Il browser lo aspetta"
                        + " ancora un po', Chrome fino a un minuto.");
                assertNull(peerEnd(frozen));
            }
            tab.is("waiting").problemStarts("Il server non ha risposto alla chiusura");
            tab.pass(3000);
            try (Peer next = Peer.accept(server)) {
                assertEquals("dopo", next.read().text());
            }
        }
    }

    private static Peer.Frame peerEnd(Peer frozen) {
        frozen.close();
        return frozen.read();
    }

    @Test
    void ofMoreThanAThousandThatWaitTheNewestThousandArriveInOrder() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(6, Scene.url(server.getLocalPort()));
            Peer.accept(server).sendClose(1013, "torno subito").close();
            tab.is("waiting");
            tab.page.evaluate("for (let i = 1; i <= 1005; i++) {"
                    + " document.getElementById('testo').value = 'riga ' + i;"
                    + " document.getElementById('modulo').requestSubmit(); }");
            tab.entriesOf("waiting", 500); // those on the page, the newest
            tab.pass(3000);
            try (Peer peer = Peer.accept(server)) {
                for (int i = 6; i <= 1005; i++) {
                    assertEquals("riga " + i, peer.read().text());
                }
                tab.entriesOf("waiting", 0);
                assertThat(tab.at("#frame-conta")).hasText("inviati: 1000, ricevuti: 1");
                assertThat(tab.at("#frame > .frame")).hasCount(200);
            }
        }
    }
}
