package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lesson.testkit.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the frame on the website's page of step 3 says is what a server of the lesson does. */
class FrameToPlayWithTest extends OnTheWebsite {
    private static final List<Integer> KEY = List.of(0x30, 0x6a, 0xa9, 0x5a);

    private Page page(String lang) {
        Page page = watch(context.newPage(), 0).page;
        page.navigate(site + "/step3-client/" + (lang.equals("en") ? "index.en.html" : ""));
        return page;
    }

    /** Every bit of the header, and some of the key and of the content. */
    @ParameterizedTest
    @ValueSource(strings = {"", "C", "Ciao, server!", "perché ☕", "\u0003x"})
    void whateverBitIsFlippedTheServerDoesWhatThePageSays(String text) {
        Page page = page("it");
        List<?> frame = (List<?>) page.evaluate(
                "([text, key]) => frame.write(text, key)", List.of(text, KEY));
        int port = server(Side.JAVA, 2).port();
        assertEquals(said(page, frame), done(port, frame));
        for (int bit = 0; bit < Math.min(8 * frame.size(), 80); bit++) {
            List<Object> flipped = new ArrayList<>(frame);
            flipped.set(bit / 8, (int) flipped.get(bit / 8) ^ 128 >> bit % 8);
            String which = text + ", byte " + bit / 8 + ", bit " + bit % 8;
            assertEquals(said(page, flipped), done(port, flipped), which);
        }
        for (int second = 0; second < 256; second++) {      // several bits of the length at once
            List<Object> flipped = new ArrayList<>(frame);
            flipped.set(1, second);
            assertEquals(said(page, flipped), done(port, flipped), text + ", " + second);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> said(Page page, List<?> bytes) {
        List<String> said = new ArrayList<>();
        for (Object event : (List<?>) page.evaluate("bytes => frame.read(bytes)", bytes)) {
            ((Map<String, Object>) event).forEach((what, value) -> {
                switch (what) {
                    case "message" -> said.add("Messaggio ricevuto: " + value);
                    case "ping" -> said.add("pong");
                    case "close" -> said.add("close " + value);
                    default -> { }      // waits for more, or the reason of a close
                }
            });
        }
        return said;
    }

    private static List<String> done(int port, List<?> bytes) {
        byte[] sent = new byte[bytes.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (int) bytes.get(i);
        }
        List<String> done = new ArrayList<>();
        try (Peer peer = Peer.open(port)) {
            peer.write(sent).endOutput();
            for (Peer.Frame frame = peer.next(); frame != null; frame = peer.next()) {
                done.add(switch (frame.first() & 15) {
                    case Peer.TEXT -> frame.text();
                    case Peer.CLOSE -> "close " + frame.code();
                    default -> "pong";
                });
            }
        }
        return done;
    }

    @Test
    void aByteIsChosenAndABitFlipped() {
        Page page = page("it");
        Locator verdict = page.locator(".verdict");
        assertThat(verdict).hasText("Il server riceve il testo «Ciao, server!».");
        assertThat(page.locator(".bytes button")).hasCount(19);
        page.locator(".bytes button").nth(6).click();
        assertThat(page.locator(".meaning")).containsText("= 43, cioè C");
        page.locator(".bytes button").nth(1).click();
        page.locator(".bits button").first().click();
        assertThat(verdict).hasText(
                "Il server chiude con 1002: un client deve mascherare (5.1).");
        page.getByText("Rimetti tutto a posto").click();
        assertThat(verdict).hasText("Il server riceve il testo «Ciao, server!».");
        page.locator(".frame-gioco input").fill("è");
        assertThat(page.locator(".bytes button")).hasCount(8);
    }

    @Test
    void inEnglishToo() {
        Page page = page("en");
        page.locator(".bytes button").first().click();
        page.locator(".bits button").nth(1).press("Enter");
        assertThat(page.locator(".verdict")).hasText("The server closes with 1002: a reserved bit"
                + " is 1, without an extension (RFC 6455, 5.2).");
    }
}
