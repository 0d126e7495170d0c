package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lesson.testkit.Peer;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages in a pocket: small, and put to sleep at any moment. */
class PhoneTest extends InBrowser {
    private static final String MISSED = "Mentre la pagina era nascosta qualcosa può esserti"
            + " sfuggito.";

    @BeforeEach
    void aPhone() {
        context.close();
        context = browser.newContext(new NewContextOptions().setViewportSize(390, 844)
                .setHasTouch(true).setIsMobile(true));
        context.setDefaultTimeout(PATIENCE);
    }

    private static void hide(Page page, boolean hidden) {
        page.evaluate("hidden => { Object.defineProperty(document, 'hidden', { value: hidden,"
                + " configurable: true }); document.dispatchEvent(new Event('visibilitychange'));"
                + " }", hidden);
    }

    @Test
    void theKeyboardDoesNotHideTheField() {
        Tab tab = open(4, server(Side.JAVA, 4).url()).is("open");
        tab.at("#testo").tap();
        tab.page.setViewportSize(390, 400);
        tab.page.waitForCondition(() -> {
            var box = tab.at("#testo").boundingBox();
            return box.y >= 0 && box.y + box.height <= 400;
        });
        tab.send("si scrive").answered("si scrive");
    }

    @Test
    void aPhoneThatComesBackSaysThatItMayHaveMissedSomething() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(4, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                peer.send("prima");
                tab.is("open").entriesOf("theirs", 1);
                hide(tab.page, true);
            }
            hide(tab.page, false);
            assertThat(tab.is("closed").at("#problema")).containsText(MISSED);
        }
    }

    @Test
    void whereTheConnectionHasHeldNothingWasMissed() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(4, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                tab.is("open");
                hide(tab.page, true);
                peer.send("intanto");
                tab.entriesOf("theirs", 1);
                hide(tab.page, false);
                peer.send("dopo");
                tab.entriesOf("theirs", 2);
            }
            assertThat(tab.is("closed").at("#problema")).not().containsText(MISSED);
        }
    }

    @Test
    void whatComesBackByItselfSaysSoToo() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Tab tab = open(6, Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                peer.send("prima");
                tab.is("open").entriesOf("theirs", 1);
                hide(tab.page, true);
            }
            hide(tab.page, false);
            try (Peer again = Peer.accept(server)) {
                assertThat(tab.is("open").at("#nota")).containsText(MISSED);
                again.send("dopo");
                tab.entriesOf("theirs", 2);
            }
        }
    }

    @Test
    void whoIsToldWhatWasSaidMeanwhileHasMissedNothing() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Page page = context.newPage();
            page.navigate(Node.DOCS.resolve("chat/client.html").toUri() + "?url="
                    + Scene.url(server.getLocalPort()));
            try (Peer peer = Peer.accept(server)) {
                assertThat(page.locator("#stato")).hasAttribute("data-state", "open");
                hide(page, true);
                peer.endOutput();
                hide(page, false);
            }
            try (Peer again = Peer.accept(server)) {
                assertThat(page.locator("#stato")).hasAttribute("data-state", "open");
                again.read(Peer.TEXT);
                assertThat(page.locator("#nota")).hasText("");
            }
        }
    }

    /** No {@link Tab}: to hear of each line on the console keeps a page busy by itself. */
    @Test
    void twoHundredMessagesASecondLeaveASlowPhoneTimeForItsReader() throws Exception {
        Scene server = server(Side.JAVA, 4);
        Page page = context.newPage();
        page.navigate(Pages.file(4).toUri() + "?url=" + server.url());
        page.waitForFunction("socket.readyState === WebSocket.OPEN");
        var slow = new JsonObject();
        slow.addProperty("rate", 4);
        context.newCDPSession(page).send("Emulation.setCPUThrottlingRate", slow);
        page.evaluate("new MutationObserver(() => { window.mine ??="
                + " document.querySelector('#log .mine .data')?.textContent; })"
                + ".observe(document.getElementById('log'), { childList: true })");
        var count = new AtomicInteger();
        var others = Executors.newSingleThreadScheduledExecutor();
        try (TestClient writer = new TestClient(server.url())) {
            var writing = others.scheduleAtFixedRate(() ->
                    writer.send("messaggio " + count.incrementAndGet()),
                    0, 5, TimeUnit.MILLISECONDS);
            page.waitForFunction("document.querySelectorAll('#log > .entry').length === 500");
            page.locator("#testo").fill("ci sono");
            page.locator("#invia").tap();
            page.waitForFunction("window.mine === 'ci sono'");
            if (writing.isDone()) {
                writing.get();      // it ends with an exception alone, and this says which
            }
            others.shutdown();
            others.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
            writer.send("è tutto");     // on a busy machine none may have come after the reader's
            assertThat(page.locator("#log > .entry .data").last()).hasText("è tutto");
        } finally {
            others.shutdownNow();
        }
    }
}
