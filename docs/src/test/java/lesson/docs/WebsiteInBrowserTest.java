package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lesson.pages.Pages;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The website in Chromium: on a phone and a laptop, light and dark, on paper, from a stick. */
class WebsiteInBrowserTest extends OnTheWebsite {
    private static final String VIOLATIONS = """
            async () => (await axe.run()).violations.flatMap(violation => violation.nodes
                .map(node => violation.id + " " + node.target + ": " + node.failureSummary))
            """;

    private final List<String> asked = new ArrayList<>();
    @AfterEach
    void nothingIsAskedOfAnybodyElse() {
        assertThat(asked).allMatch(url -> url.startsWith(site) || url.matches("(data|file):.*"));
        asked.clear();
    }

    private Page go(String path) {
        Page page = watch(context.newPage(), 0).page;
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(site + path);
        return page;
    }

    private void phone() {
        context.close();
        context = browser.newContext(new NewContextOptions().setViewportSize(390, 844)
                .setHasTouch(true).setIsMobile(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.en.html", "/start.html", "/step2-server/",
        "/step4-broadcast/index.en.html", "/step5-json/selftest.html", "/benchmark/",
        "/test.en.html"})
    void axeFindsNothingAndNothingIsWiderThanAPhone(String path) {
        phone();
        Page page = go(path);
        page.addScriptTag(new AddScriptTagOptions()
                .setPath(Node.DOCS.resolve("node_modules/axe-core/axe.min.js")));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            assertEquals(List.of(), page.evaluate(VIOLATIONS), scheme.toString());
        }
        assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
    }

    @Test
    void everyDiagramIsDrawnInTheColoursOfThePage() {
        Page page = go("/step2-server/");
        assertThat(page.locator(".diagram > svg")).hasCount(1);
        String colour =
                "getComputedStyle(document.querySelector('.diagram .actor-box tspan')).fill";
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        Object light = page.evaluate(colour);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.evaluate(colour)).isNotEqualTo(light);
    }

    /** Plots are turned dark, and a phone scrolls them: as wide as its screen nobody reads them. */
    @Test
    void aDrawingIsDarkInTheDarkAndWideEnoughToReadOnAPhone() {
        phone();
        for (String path : List.of("/benchmark/", "/step3-client/", "/step6-reconnect/")) {
            Page page = go(path);
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            var drawings = page.locator("img[src$='.svg']");
            assertThat(drawings).hasCount(path.equals("/benchmark/") ? 5 : 1);
            for (var drawing : drawings.all()) {
                assertThat(drawing.boundingBox().width).isGreaterThan(700);
                assertThat(drawing).hasCSS("filter", path.equals("/benchmark/")
                        ? "invert(0.93) hue-rotate(180deg)" : "none");
            }
            assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
        }
    }

    @Test
    void aCommandIsCopiedWithoutItsDollarAndWithoutWhatItPrints() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Page page = go("/step2-server/");
        var block = page.locator("figure.console").first();
        block.locator(".copy").click();
        assertThat(block.locator(".copy")).hasText("Copiato");
        assertEquals("mvn -q -Dstep=2", page.evaluate("navigator.clipboard.readText()"));
    }

    /** As over http from another machine, where a browser has no clipboard for pages. */
    @Test
    void aCommandIsCopiedAlsoWhereABrowserHasNoClipboard() {
        Page page = watch(context.newPage(), 0).page;
        page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined });"
                + " document.execCommand = command => {"
                + " window.copied = command + ' ' + document.activeElement.value; return true; };");
        page.navigate(site + "/step2-server/");
        page.locator("figure.console .copy").first().click();
        page.waitForCondition(() -> page.evaluate("window.copied") != null);
        assertEquals("copy mvn -q -Dstep=2", page.evaluate("window.copied"));
    }

    @Test
    void aSelfTestCountsWhatWasKnown() {
        Page page = go("/step2-server/selftest.html");
        for (int i = 0; i < 5; i++) {
            page.locator("summary").nth(i).click();
            assertThat(page.locator("#risultato")).isEmpty();
            page.locator(".quiz").nth(i).locator("button").nth(i == 2 ? 1 : 0).click();
        }
        assertThat(page.locator("#risultato")).hasText("Giuste: 4 su 5");
        page.locator(".quiz").nth(2).locator("button").first().click();
        assertThat(page.locator("#risultato")).hasText("Giuste: 5 su 5");
    }

    @Test
    void theLanguageChangesAndThePageStays() {
        Page page = go("/step3-client/");
        page.locator(".language").click();
        assertEquals(site + "/step3-client/index.en.html", page.url());
        assertThat(page.locator("h1")).hasText("Step 3: a client of your own");
        page.locator("[rel=next]").click();
        assertEquals(site + "/step4-broadcast/index.en.html", page.url());
        page.locator(".language").click();
        assertEquals(site + "/step4-broadcast/index.html", page.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/handout.html", "/handout.en.html"})
    void onPaperTheNavigationGoesAndTheHandoutIsOneSheet(String path) {
        Page page = go(path);
        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("header")).isHidden();
        assertThat(page.locator("h1")).isVisible();
        String sheets = new String(page.pdf(new PdfOptions().setPreferCSSPageSize(true)),
                StandardCharsets.ISO_8859_1);
        assertEquals(1, sheets.split("/Type /Page\\b", -1).length - 1);
    }

    @Test
    void withoutJavaScriptItReadsTheSame() {
        context.close();
        context = browser.newContext(new NewContextOptions().setJavaScriptEnabled(false));
        Page page = go("/step2-server/");
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator("figure.console").first()).isVisible();
        assertThat(page.locator("button")).hasCount(0);
        page.locator("summary").first().click();
        page.locator(".contents a").first().click();
        assertTrue(page.url().contains("#un-programma-tre-versioni"));
    }

    @Test
    void aPageOfTheSiteTalksToTheMachineThatServedIt() {
        expectRefusal();
        for (String host : List.of("localhost", "127.0.0.1")) {
            Page page = watch(context.newPage(), 4).page;
            page.navigate(site.replace("localhost", host) + "/step4-broadcast/client.html");
            assertEquals("ws://" + host + ":8080", page.evaluate("page.url"));
        }
        Scene server = server(Side.JAVA, 4);
        Page page = watch(context.newPage(), 4).page;
        page.navigate(site + "/step4-broadcast/client.html?url=" + server.url());
        assertThat(page.locator("#stato")).hasAttribute("data-state", "open");
    }

    private Tab openAt(String host, Scene server) {
        Tab tab = watch(context.newPage(), 4);
        tab.page.navigate(site.replace("localhost", host) + "/step4-broadcast/client.html?url="
                + server.url().replace("localhost", host));
        return tab;
    }

    /** Nobody's DNS outside can take the first two; a name in .test is one that points here. */
    @ParameterizedTest
    @EnumSource
    void aPageIsLetInByTheNameOfThisMachineAndNotByOneThatSomebodysDnsPointsHere(Side side) {
        expectRed("Unexpected response code: 403");
        Scene server = server(side, 4);
        for (String host : List.of(OWN_NAME, OWN_NAME + ".local")) {
            openAt(host, server).is("open").send("da " + host).answered("da " + host);
        }
        for (String host : List.of("altrove.test", OWN_NAME + ".altrove.test")) {
            openAt(host, server).is("closed").problemStarts("La connessione a ws://" + host + ":"
                    + server.port() + " non è riuscita.");
        }
    }

    @Test
    void theSameIsWrittenToAFolderAndOpenedFromDisk() {
        try (Program build = Program.java(Pages.class, "-Dpages=build")) {
            String line = build.line();
            assertEquals(0, build.exit());
            Path folder = Path.of(line.replaceFirst("^Le pagine sono in (.*): apri .*", "$1"));
            Page page = watch(context.newPage(), 0).page;
            page.navigate(folder.resolve("index.html").toUri().toString());
            page.locator("td a").first().click();
            assertThat(page.locator("h1")).hasText("Passo 1: c'è tutto?");
            page.locator("header nav a").nth(4).click();
            assertThat(page.locator("h1")).hasText("Passo 4: uno scrive, tutti leggono");
            assertEquals("file", URI.create(page.url()).getScheme());
            page.locator(".language").click();
            assertThat(page.locator("h1")).hasText("Step 4: one writes, all read");
            assertEquals(List.of(), page.evaluate("[...document.images].filter(image =>"
                    + " !image.loading && !image.naturalWidth).map(image => image.src)"));
        }
    }
}
