package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers do that those of the lesson do not, frame by frame. */
class ScriptedServerTest extends InBrowser {
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void beforeTheHandshakeIsAnsweredNothingCanBeSentAndAForcedSendIsExplained(int step)
            throws IOException {
        String early = "La connessione non è ancora aperta: send si può chiamare solo dopo"
                + " l'evento open.";
        try (ServerSocket server = Peer.server()) {
            String url = Scene.url(server.getLocalPort());
            Tab tab = openWithClock(step, url).is("connecting");
            assertThat(tab.at("#stato")).hasText("Mi connetto a " + url + "…");
            assertThat(tab.at("#invia")).isDisabled();
            tab.send("troppo presto");
            assertThat(tab.at("#problema")).isEmpty();
            tab.pass(5000).noteIs(url + " non ha ancora risposto all'handshake: il server è"
                    + " bloccato, l'indirizzo è di un altro programma, o c'è di mezzo un"
                    + " firewall.");
            assertThrows(PlaywrightException.class,
                    () -> tab.page.evaluate("socket.send('troppo presto')"));
            tab.problemIs(early);
            try (Peer peer = Peer.accept(server)) {
                tab.is("open").problemIs("").noteIs("");
                tab.entriesOf("mine", 0);
                assertThat(tab.at("#frame > .frame")).hasCount(0);
                tab.send("adesso");
                assertEquals(tab.wire("adesso"), peer.read().text());
            }
        }
    }

    @Test
    void aSendBeforeOpenInTheLessonsScriptIsExplainedOnThePage() throws IOException {
        expectRed("InvalidStateError");
        expectRed("Still in CONNECTING state");
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(2, Scene.url(server.getLocalPort())).is("connecting");
            tab.page.evaluate("void setTimeout(() => socket.send('x'))");
            tab.problemIs("La connessione non è ancora aperta: send si può chiamare solo"
                    + " dopo l'evento open.");
            tab.page.close(); // or it would say, red, that the server has gone
        }
    }

    @Test
    void theServersCloseIsPutIntoWords() throws IOException {
        Map<String, String> closes = Map.of(
                "1000", "conversazione finita (codice 1000).",
                "1001 <b>pausa</b>", "il server si ferma (codice 1001). Motivo: «<b>pausa</b>».",
                "1002", "un frame contro le regole del protocollo (codice 1002).",
                "1008 troppi", "violazione delle regole del server (codice 1008)."
                        + " Motivo: «troppi».",
                "1009", "messaggio troppo grande (codice 1009).",
                "1011", "errore nel server (codice 1011).",
                "1013 piu' tardi", "server troppo occupato, riprova più tardi (codice 1013)."
                        + " Motivo: «piu' tardi».",
                "3456", "un codice senza un significato stabilito (codice 3456).",
                "4000", "un codice di questa applicazione (codice 4000).");
        try (ServerSocket server = Peer.server()) {
            Tab tab = watch(context.newPage(), 2);
            for (Map.Entry<String, String> close : closes.entrySet()) {
                goTo(tab, Scene.url(server.getLocalPort()));
                int code = Integer.parseInt(close.getKey().substring(0, 4));
                try (Peer peer = Peer.accept(server)) {
                    tab.is("open");
                    peer.sendClose(code, close.getKey().substring(4).strip());
                    assertEquals(code, peer.read(Peer.CLOSE).code());
                }
                tab.is("closed").problemIs("Il server ha chiuso la connessione: "
                        + close.getValue()
                        + " Se il server è spento, riavvialo; poi ricarica la pagina.");
                assertThat(tab.at("#problema *")).hasCount(0);
                assertThat(tab.at("#frame > .in.close .payload")).hasText(close.getKey());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void whatIsNotAnsweredForTenSecondsIsNotedUntilSomethingComes(int step) throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(step, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open").sent("ci sei?").pass(9_900).noteIs("");
                tab.pass(200);
                assertThat(tab.at("#nota")).containsText("Nessuna risposta da 10 secondi.");
                peer.send("eccomi");
                tab.noteIs("").is("open");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aBinaryMessageIsNamedAndShownAsTextOrAsItsBytes(int step) throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = openWithClock(step, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open");
                peer.send(Peer.FIN | Peer.BINARY, "<b>è</b>".getBytes(StandardCharsets.UTF_8));
                assertThat(tab.at("#log > .entry .words").last()).containsText(
                        "messaggio binario (Blob), 9 byte"
                        + " Non è arrivato come testo. Letto come UTF-8 dice: <b>è</b>");
                peer.send(Peer.FIN | Peer.BINARY, (byte) 0, (byte) 255, (byte) 16);
                assertThat(tab.at("#log > .entry .words").last()).containsText(
                        "messaggio binario (Blob), 3 byte"
                        + " Non è testo UTF-8. Comincia con i byte: 00 ff 10");
                tab.page.evaluate("socket.send(new Uint8Array([1, 2, 3]))");
                assertEquals(Peer.BINARY, peer.read().opcode());
                assertThat(tab.at("#frame > .binary")).hasCount(3);
                assertThat(tab.at("#frame > .binary .type").first()).hasText("binario");
                assertThat(tab.at("#frame > .binary.out .payload")).hasText("01 02 03");
                assertThat(tab.at("#log .data *")).hasCount(0);
            }
        }
    }

    @Test
    void inARoomWhoseServerSendsBinaryEachPageStillKnowsItsOwn() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(4, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open").send("mio");
                byte[] text = peer.read().payload();
                peer.send(Peer.FIN | Peer.BINARY, text);
                tab.entriesOf("mine", 1);
                peer.send(Peer.FIN | Peer.BINARY, text);
                tab.entriesOf("theirs", 1).entriesOf("mine", 1);
            }
        }
    }

    @Test
    void inAnAnswerOfStep5NothingBecomesMarkup() throws IOException {
        String markup = "<img src=x onerror=alert(1)><b>x</b>";
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(5, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open");
                peer.send("{\"testo\":\"" + markup + "\",\"timestamp\":\"" + markup + "\"}");
                peer.send("{\"errore\":\"" + markup + "\"}");
                for (String strange : List.of(markup, "null", "[]", "{\"testo\":1}", "")) {
                    peer.send(strange);
                }
                tab.entriesOf("problem", 6).entriesOf("theirs", 1);
                assertThat(tab.at(".theirs .words"))
                        .hasText("Risposta: " + markup + " Ricevuto alle: " + markup);
                assertEquals(List.of("Errore dal server: " + markup,
                        "Una risposta che questa pagina non capisce: " + markup,
                        "Una risposta che questa pagina non capisce: null",
                        "Una risposta che questa pagina non capisce: []",
                        "Una risposta che questa pagina non capisce: {\"testo\":1}",
                        "Una risposta che questa pagina non capisce: "),
                        tab.at(".problem .words").allTextContents());
                assertThat(tab.at("main").locator("img, .data *")).hasCount(0);
            }
        }
    }

    @Test
    void twoThousandMessagesLeaveTheNewestAndTheRightFigures() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(2, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open");
                for (int i = 1; i <= 2_000; i++) {
                    peer.send("n" + i);
                }
                assertThat(tab.at("#frame-conta")).hasText("inviati: 0, ricevuti: 2000");
                assertThat(tab.at("#log > *")).hasCount(500);
                assertThat(tab.at(".older")).hasText("Più vecchi, non più mostrati: 1501");
                assertThat(tab.at("#frame > *")).hasCount(200);
                assertThat(tab.at("#log > .entry .words").last())
                        .hasText("Risposta dal server: n2000");
                assertThat(tab.at("#log > .entry").last()).isInViewport();
            }
        }
    }

    @Test
    void theLogFollowsItsEndButLeavesAReaderWhoScrolledUpInPeace() throws IOException {
        String fromEnd = "(() => { const log = document.getElementById('log');"
                + " return log.scrollHeight - log.scrollTop - log.clientHeight; })()";
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(2, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open");
                for (int i = 0; i < 50; i++) {
                    peer.send("a" + i);
                }
                tab.entriesOf("theirs", 50);
                tab.page.waitForFunction(fromEnd + " < 5");
                tab.at("#log").hover();
                tab.page.mouse().wheel(0, -1000);
                tab.page.waitForFunction(fromEnd + " > 300");
                Object top = tab.page.evaluate("document.getElementById('log').scrollTop");
                peer.send("arriva mentre legge");
                tab.entriesOf("theirs", 51);
                assertEquals(top,
                        tab.page.evaluate("document.getElementById('log').scrollTop"));
                tab.send("rispondo");
                tab.page.waitForFunction(fromEnd + " < 5");
            }
        }
    }
}
