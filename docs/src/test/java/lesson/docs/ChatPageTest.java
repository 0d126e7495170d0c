package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import lesson.docs.Side.Main;
import lesson.testkit.Peer;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of the chat, with both servers. */
class ChatPageTest extends InBrowser {
    /** Opens the page in a context, and waits until it is in the room. */
    static Page open(BrowserContext context, String url, String name) {
        Page page = context.newPage();
        page.navigate(Node.DOCS.resolve("chat/client.html").toUri() + "?url=" + url + "&utente="
                + name);
        assertThat(page.locator("#stato")).hasAttribute("data-state", "open");
        return page;
    }

    static void say(Page page, String text) {
        page.locator("#testo").fill(text);
        page.locator("#testo").press("Enter");
    }

    /** Waits until a page shows these texts, once and in this order, and no other. */
    static void shows(Page page, String... texts) {
        assertThat(page.locator("#log > .entry:not(.waiting) .further")).hasText(texts);
    }

    @Test
    void whoWasInAnEmptyRoomMissesNoneOfItsTexts() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Page page = context.newPage();
            page.navigate(Node.DOCS.resolve("chat/client.html").toUri() + "?url="
                    + Scene.url(server.getLocalPort()) + "&utente=Alice");
            try (Peer first = Peer.accept(server)) {
                first.read(Peer.TEXT);
            }
            try (Peer next = Peer.accept(server)) {
                assertEquals("{\"dopo\":0}", next.read(Peer.TEXT).text());
                next.send(ChatTwinsTest.text(2, "due")).send(ChatTwinsTest.text(1, "uno"))
                        .send(ChatTwinsTest.text(2, "due"));
                shows(page, "uno", "due");
            }
        }
    }

    @Test
    void whatWasLostWithTheRoomIsSaidAgain() throws IOException {
        try (ServerSocket server = Peer.server()) {
            Page page = context.newPage();
            page.navigate(Node.DOCS.resolve("chat/client.html").toUri() + "?url="
                    + Scene.url(server.getLocalPort()) + "&utente=Alice");
            try (Peer peer = Peer.accept(server)) {
                peer.read(Peer.TEXT);
                say(page, "uno");
                String said = peer.read(Peer.TEXT).text();
                peer.send("{\"dopo\":0}");
                assertEquals(said, peer.read(Peer.TEXT).text());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLosesTheServerOrTheConnectionComesBackAndReadsEverythingOnce(Side side) {
        try (Redis redis = new Redis();
                Scene server = Scene.of(port -> side.start(Main.CHAT_SERVER, "port=" + port,
                        "redis=" + redis.url()))) {
            Page alice = open(context, server.url(), "Alice");
            Page bruno = open(context, server.url(), "Bruno");
            assertThat(alice.locator("#log")).containsText("Entra: Bruno");
            say(alice, "uno <b>☕</b>");
            shows(bruno, "uno <b>☕</b>");
            assertThat(bruno.locator(".theirs .words")).containsText("Alice · ");
            bruno.locator("#taglia").click();
            say(alice, "due, mentre non c'eri");
            shows(bruno, "uno <b>☕</b>", "due, mentre non c'eri");
            server.end("KILL");
            for (Page page : List.of(alice, bruno)) {
                assertThat(page.locator("#stato")).hasAttribute("data-state", "waiting");
            }
            say(bruno, "tre, senza server");
            assertThat(bruno.locator("#log > .waiting .words")).hasText("tre, senza server");
            AccessibilityTest.axeFindsNothing(bruno);
            server.restart();
            for (Page page : List.of(alice, bruno)) {
                shows(page, "uno <b>☕</b>", "due, mentre non c'eri", "tre, senza server");
                assertThat(page.locator("#log > .waiting")).hasCount(0);
            }
            assertThat(alice.locator(".mine")).hasCount(2);
            assertThat(bruno.locator(".mine")).hasCount(1);
        }
    }
}
