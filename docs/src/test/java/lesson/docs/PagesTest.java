package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader does with a page and a server of the lesson, Java or Node.js. */
class PagesTest extends InBrowser {
    private static final String LIGHT = "rgb(244, 245, 247)";
    private static final String DARK = "rgb(15, 19, 25)";
    private static final String MARKUP = "<img src=http://192.0.2.1/ onerror=alert(1)>"
            + "<script>alert(2)</script><b>ciao</b> &amp; '";

    static Stream<Arguments> aConversationStandsOnThePageAsOnTheConsole() {
        return Pages.TALKING.stream().flatMap(step -> Stream.of(Side.values())
                .map(side -> Arguments.of(step, side)));
    }

    /** With either server: all else that a page does, parity being proven, it does with one. */
    @ParameterizedTest
    @MethodSource
    void aConversationStandsOnThePageAsOnTheConsole(int step, Side side) {
        Scene server = server(side, Pages.serverOf(step));
        Tab tab = open(step, server.url()).is("open");
        assertThat(tab.at("#stato")).hasText("Connesso a " + server.url());
        assertThat(tab.at("#testo")).hasValue("Ciao, server!");
        assertThat(tab.at("#testo")).isFocused();
        assertThat(tab.at("#frame-conta")).hasText("inviati: 0, ricevuti: 0");

        tab.page.keyboard().press("Enter");
        tab.answered("Ciao, server!");
        assertThat(tab.at("#testo")).hasValue("");
        assertThat(tab.at("#testo")).isFocused();
        tab.write("   ").page.keyboard().press("Enter");
        tab.at("#invia").click();
        assertThat(tab.at("#testo")).isFocused();
        tab.write("").page.keyboard().press("ArrowUp");
        assertThat(tab.at("#testo")).hasValue("Ciao, server!");
        tab.write("perché ☕ 😀").at("#invia").click();
        tab.answered("perché ☕ 😀");

        List<String> logs = tab.logs(3);
        assertEquals(step == 6 ? "Connesso!" : "Connesso al server WebSocket!", logs.get(0));
        assertTrue(tab.answer("Ciao, server!").matcher(logs.get(1)).matches(), logs::toString);
        assertTrue(tab.answer("perché ☕ 😀").matcher(logs.get(2)).matches(), logs::toString);
        assertEquals(step == 4 ? List.of(logs.get(0), "Ciao, server!", "perché ☕ 😀")
                : List.of(logs.get(0), "Ciao, server!", logs.get(1), "perché ☕ 😀", logs.get(2)),
                tab.words());
        assertEquals(List.of(), tab.infos);
        assertEquals(List.of(), tab.warnings);
        assertEquals(List.of(server.url() + "/"), tab.calls);
        assertThat(tab.at("#problema")).isEmpty();
        assertThat(tab.at("#nota")).isEmpty();
        eachFrameIsOnTheStrip(tab);
    }

    private static void eachFrameIsOnTheStrip(Tab tab) {
        Locator frames = tab.at("#frame > li.frame");
        assertThat(frames).hasCount(4);
        assertThat(frames.nth(0)).hasClass("frame out text");
        assertThat(frames.nth(0).locator(".payload")).hasText(tab.wire("Ciao, server!"));
        assertThat(frames.nth(0).locator(".bytes"))
                .hasText((tab.step == 5 ? 42 : 13) + " byte di contenuto");
        assertThat(frames.nth(1)).hasClass("frame in text");
        assertThat(frames.nth(1).locator(".bytes")).hasText(switch (tab.step) {
            case 4 -> 13;
            case 5 -> 64;
            default -> 33;
        } + " byte di contenuto");
        assertThat(frames.nth(2).locator(".bytes"))
                .hasText((tab.step == 5 ? 45 : 16) + " byte di contenuto");
        assertThat(tab.at("#frame-conta")).hasText("inviati: 2, ricevuti: 2");
    }

    @ParameterizedTest
    @FieldSource("lesson.docs.Pages#TALKING")
    void markupAndScriptsInAMessageAreShownAsText(int step) {
        Tab tab = open(step, server(Side.JAVA, Pages.serverOf(step)).url()).is("open");
        tab.send(MARKUP).answered(MARKUP);
        assertThat(tab.at("main").locator("img, script, .data *, .payload *")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void sixtyFourKiBAreCutInViewAndAClickAwayAndAByteMoreEndsTheConnection(int step) {
        Tab tab = open(step, server(Side.JAVA, Pages.serverOf(step)).url()).is("open");
        String text = "x".repeat(64 * 1024 - (tab.wire("").length()));
        tab.send(text);
        tab.entriesOf(step == 4 ? "mine:has(.more)" : "theirs:has(.more)", 1);
        Locator answer = tab.at("#log > .entry").last();
        int length = text.length() + (Pages.serverOf(step) == 2 ? 20 : 0);
        String figure = "%,d".formatted(length).replace(',', '.');
        assertThat(answer.locator(".more")).hasText("Mostra tutto: " + figure + " caratteri");
        assertThat(answer.locator(".data").first()).hasText(
                (Pages.answer(Pages.serverOf(step), text)).substring(0, 300) + "…");
        answer.locator(".more").click();
        assertThat(answer.locator(".more")).hasText("Mostra meno");
        assertThat(answer.locator(".data").first())
                .hasText(Pages.answer(Pages.serverOf(step), text));
        assertEquals(1280, tab.page.evaluate("document.documentElement.scrollWidth"));
        assertEquals(720, tab.page.evaluate("document.documentElement.scrollHeight"));

        tab.send(text + "x").problemStarts(
                "Il server ha chiuso la connessione: messaggio troppo grande (codice 1009).");
    }

    @Test
    void page1AnswersBothQuestionsWhetherSomebodyListensOrNot() {
        expectRefusal();
        try (Scene server = Side.JAVA.scene(2)) {
            Tab tab = open(1, server.url());
            assertThat(tab.at("#browser")).hasAttribute("data-answer", "yes");
            assertThat(tab.at("#ascolta")).hasAttribute("data-answer", "yes");
            assertEquals(List.of("Questo browser conosce WebSocket.", "open: qualcuno risponde.",
                    "close: codice 1000."), tab.logs(3));
            server.end("TERM");
            tab.at("#ancora").click();
            assertThat(tab.at("#ascolta")).hasAttribute("data-answer", "no");
            assertEquals(List.of("error: il browser non dice perché.", "close: codice 1006."),
                    tab.logs(5).subList(3, 5));
            assertThat(tab.at("#problema")).isEmpty();
            assertEquals(tab.logs, tab.words());
        }
    }

    @Test
    void aBrowserWithoutWebSocketIsToldSo() {
        context.addInitScript("delete window.WebSocket");
        Tab tab = open(1, "ws://localhost:1");
        assertThat(tab.at("#browser")).hasAttribute("data-answer", "no");
        assertThat(tab.at("#ascolta")).hasAttribute("data-answer", "ask");
        assertEquals(List.of("Questo browser non conosce WebSocket."), tab.logs(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theLinksKeepTheAddressAndTheLanguage(int step) {
        Scene server = server(Side.NODE, 2);
        Tab tab = open(step, server.url());
        assertThat(tab.at("html")).hasAttribute("lang", "it");
        tab.at("#lingua").click();
        assertThat(tab.at("html")).hasAttribute("lang", "en");
        assertThat(tab.page).hasTitle(tab.at("h1 .en").textContent());
        int next = step % 6 + 1;
        tab.at("header nav a:text-is('" + next + "')").click();
        assertThat(tab.at("body")).hasAttribute("data-step", "" + next);
        assertThat(tab.at("html")).hasAttribute("lang", "en");
        assertThat(tab.at("[aria-current=page]")).hasText("" + next);
        assertThat(tab.at("#stato")).hasText(next == 1 ? "Not connected"
                : "Connected to " + server.url());
    }

    @Test
    void whatTheServerOfStep5RefusesIsShownAndTheConversationGoesOn() {
        Tab tab = open(5, server(Side.JAVA, 5).url()).is("open");
        tab.write("Ciao").at("#senza-json").click();
        assertThat(tab.at(".entry.problem .words")).hasText("Errore dal server: JSON non valido");
        tab.page.evaluate("socket.send('{\"testo\":1}')");
        assertThat(tab.at(".entry.problem .words").nth(1))
                .hasText("Errore dal server: messaggio non valido");
        tab.at("#utente").fill("Bruno \"☕\"");
        tab.send("si va avanti").answered("si va avanti");
        assertThat(tab.at("#log > .mine .who b").last()).hasText("Tu (Bruno \"☕\")");
        assertEquals(List.of("Errore dal server: JSON non valido",
                "Errore dal server: messaggio non valido"), tab.warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket.sned(testo);", "socket.send(;"})
    void aMistakeInTheLessonsScriptIsShownWithItsLine(String mistake, @TempDir Path folder)
            throws IOException {
        expectRed("socket.sned is not a function");
        expectRed("Unexpected token ';'");
        String source = Pages.source(2);
        Path copy = Files.writeString(folder.resolve("client.html"),
                source.replace("socket.send(testo);", mistake));
        Scene server = server(Side.NODE, 2);
        Tab tab = watch(context.newPage(), 2);
        tab.page.navigate(copy.toUri() + "?url=" + server.url());
        if (mistake.contains("sned")) {
            tab.is("open").send("Ciao");
        }
        long line = source.lines().takeWhile(l -> !l.contains("socket.send(testo);")).count() + 1;
        tab.problemStarts("Lo script della pagina si è fermato alla riga " + line + ": ");
    }

    @Test
    void page3ShowsEachEventAndEachReadyState() {
        Tab tab = open(3, server(Side.JAVA, 2).url()).is("open");
        assertThat(tab.at("[data-ready][aria-current]")).hasText("1 OPEN");
        tab.send("uno").answered("uno").at("#chiudi").click();
        tab.is("closed").noteIs("Hai chiuso la connessione: conversazione finita (codice 1000)."
                + " Motivo: «A presto!».");
        assertThat(tab.at("[data-ready][aria-current]")).hasText("3 CLOSED");
        assertEquals(List.of("1 open", "1 message", "0 error", "1 close"),
                tab.at("[data-event]").allTextContents());
        assertThat(tab.at("#frame > .close")).hasCount(2);
        assertThat(tab.at("#frame > .close.out .payload")).hasText("1000 A presto!");
        assertThat(tab.at("#frame > .close.in .payload")).hasText("1000 A presto!");
        assertThat(tab.at("#problema")).isEmpty();
        assertThat(tab.at("#chiudi")).isDisabled();
        tab.at("#ricarica").click();
        tab.is("open");
        assertThat(tab.at("#ricarica")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void theThemeIsChosenByKeyboardForAllSixPagesBeforeAnythingIsPainted(String lang) {
        boolean english = lang.equals("en");
        context.addInitScript("""
                new MutationObserver(() => {
                  const { body, documentElement: root } = document;
                  if (body) document.painted ??= root.style.colorScheme;
                }).observe(document, { childList: true, subtree: true });
                """);
        Tab tab = open(1, server(Side.NODE, 2).url(), "&lang=" + lang);
        assertThat(tab.at("#tema")).hasText(english ? "Theme: auto" : "Tema: automatico");
        assertThat(tab.at("body")).hasCSS("background-color", LIGHT);
        tab.at("#tema").focus();
        tab.page.keyboard().press("Enter");
        assertThat(tab.at("#tema")).hasText(english ? "Theme: light" : "Tema: chiaro");
        tab.page.keyboard().press("Space");
        for (int step = 2; step <= 7; step++) {
            assertThat(tab.at("#tema")).hasText(english ? "Theme: dark" : "Tema: scuro");
            assertThat(tab.at("body")).hasCSS("background-color", DARK);
            tab.at("header nav a:text-is('" + (step % 6 + 1) + "')").click();
            assertThat(tab.at("body")).hasAttribute("data-step", "" + (step % 6 + 1));
            assertEquals("dark", tab.page.evaluate("document.painted"));
        }
        tab.at("#tema").click();
        assertThat(tab.at("body")).hasCSS("background-color", LIGHT);
    }

    @Test
    void whereTheBrowserKeepsNothingTheLinksCarryTheTheme() {
        context.addInitScript("Object.defineProperty(window, 'localStorage', { get() {"
                + " throw new DOMException('no', 'SecurityError'); } });");
        Tab tab = open(2, server(Side.NODE, 2).url()).is("open");
        tab.at("#tema").click();
        tab.at("#tema").click();
        assertThat(tab.at("body")).hasCSS("background-color", DARK);
        assertThat(tab.at("#problema")).isEmpty();
        tab.page.reload();
        assertThat(tab.is("open").at("body")).hasCSS("background-color", LIGHT);
        tab.at("#tema").click();
        tab.at("#tema").click();
        tab.at("header nav a:text-is('3')").click();
        assertThat(tab.at("body")).hasAttribute("data-step", "3");
        assertThat(tab.at("body")).hasCSS("background-color", DARK);
    }

    /** Nothing of keys, windows side by side or developer tools. */
    @ParameterizedTest
    @ValueSource(strings = {"it", "en"})
    void aPhoneIsToldWhatAPhoneCanDo(String lang) {
        context.close();
        context = browser.newContext(new NewContextOptions().setViewportSize(360, 740)
                .setHasTouch(true).setIsMobile(true));
        Tab tab = watch(context.newPage(), 4);
        goTo(tab, server(Side.NODE, 4).url(), "&lang=" + lang);
        tab.is("open").send("Ciao").answered("Ciao");
        assertThat(tab.at("#aiuto")).isEmpty();
        assertThat(tab.at(".phone:visible")).hasText(lang.equals("en")
                ? "Open the same page on another device, and write."
                : "Apri la stessa pagina su un altro dispositivo e scrivi.");
        for (int step : Pages.ALL) {
            tab.page.navigate(Pages.file(step).toUri() + "?lang=" + lang + "&url="
                    + server(Side.NODE, Pages.serverOf(step)).url());
            assertThat(step == 1 ? tab.at("#ascolta[data-answer=yes]") : tab.is("open").at("main"))
                    .not().containsText(Pattern.compile("F12|F5|Freccia|[Aa]rrow"),
                    new ContainsTextOptions().setUseInnerText(true));
            assertEquals(360, tab.page.evaluate("document.documentElement.scrollWidth"));
        }
    }
}
