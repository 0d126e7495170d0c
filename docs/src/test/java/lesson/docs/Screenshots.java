package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.util.function.Consumer;
import lesson.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the pictures of the pages that the notes show, in both languages, with the port of every
 * example. Not among the tests of a build, since its name does not end in Test:
 * {@code mvn verify -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class Screenshots extends InBrowser {
    private static final int PORT = 8080;

    @ParameterizedTest
    @CsvSource({"page.png, en", "page.it.png, it"})
    void ofEveryPage(String name, String lang) {
        expectRefusal();    // at step 1 there is no server yet
        take(1, lang, name, Scene.url(PORT), tab -> assertThat(tab.at("#ascolta"))
                .hasAttribute("data-answer", "no"));
        of(2, lang, name, tab -> tab.send("Ciao, server!").answered("Ciao, server!")
                .send("perché ☕").answered("perché ☕"));
        of(3, lang, name, tab -> tab.send("Ciao, server!").answered("Ciao, server!"));
        of(4, lang, name, tab -> {
            Tab other = open(4, Scene.url(PORT)).is("open");
            other.send("C'è qualcuno?").answered("C'è qualcuno?");
            tab.send("Ciao a tutti!").answered("Ciao a tutti!");
            other.send("Ciao! Di dove sei?");
            tab.answered("Ciao! Di dove sei?");
            tab.page.bringToFront();
        });
        of(5, lang, name, tab -> {
            tab.send("Ciao, server!").answered("Ciao, server!");
            tab.write("senza graffe").at("#senza-json").click();
            tab.entriesOf("problem", 1);
        });
        of(6, lang, name, tab -> {
            tab.send("Ciao, server!").answered("Ciao, server!").at("#taglia").click();
            tab.is("waiting").send("scritto intanto").send("e anche questo")
                    .entriesOf("waiting", 2).pass(1000);
        });
    }

    private void of(int step, String lang, String name, Consumer<Tab> scene) {
        try (Scene server = Side.JAVA.scene(Pages.serverOf(step), PORT)) {
            take(step, lang, name, server.url(), tab -> scene.accept(tab.is("open")));
        }
    }

    private void take(int step, String lang, String name, String url, Consumer<Tab> scene) {
        context.close();
        context = browser.newContext(new NewContextOptions()
                .setViewportSize(1280, 720).setDeviceScaleFactor(0.75));
        context.clock().install();
        Tab tab = open(step, url, "&lang=" + lang);
        scene.accept(tab);
        tab.page.screenshot(new ScreenshotOptions()
                .setPath(Node.DOCS.resolve(Pages.folder(step)).resolve(name)));
    }
}
