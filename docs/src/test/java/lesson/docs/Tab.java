package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the lesson in a tab, with all that its console said and all that it asked for. */
final class Tab {
    /** Seconds and fractions of them as {@code Date.toISOString()} writes them. */
    static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    final Page page;
    final int step;
    /** What the lesson's script wrote with console.log. */
    final List<String> logs = new ArrayList<>();
    /** The sentences of the page, which stand in the console in Italian. */
    final List<String> infos = new ArrayList<>();
    /** What console.warn wrote. */
    final List<String> warnings = new ArrayList<>();
    /** Red lines, and errors that nobody caught. */
    final List<String> red = new ArrayList<>();
    /** Addresses that were asked for, other than files. */
    final List<String> calls = new ArrayList<>();

    Tab(Page page, int step) {
        this.page = page;
        this.step = step;
        page.onConsoleMessage(this::note);
        page.onPageError(red::add);
        page.onRequest(request -> call(request.url()));
        page.onWebSocket(socket -> call(socket.url()));
        page.onDialog(dialog -> {
            red.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    private void note(ConsoleMessage message) {
        switch (message.type()) {
            case "log" -> logs.add(message.text());
            case "info" -> infos.add(message.text());
            case "warning" -> warnings.add(message.text());
            default -> red.add(message.text());
        }
    }

    private void call(String url) {
        if (!url.startsWith("file:") && !url.startsWith("data:")) {
            calls.add(url);
        }
    }

    /** Returns the calls that would have left the machine; a name in .test is nobody's. */
    List<String> callsAway() {
        return calls.stream()
                .filter(url -> !URI.create(url).getHost().matches("localhost|127.0.0.1|.+[.]test|"
                        + Pattern.quote(InBrowser.OWN_NAME) + "([.]local)?"))
                .toList();
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Waits until the connection is in a state. */
    Tab is(String state) {
        assertThat(at("#stato")).hasAttribute("data-state", state);
        return this;
    }

    Tab problemIs(String words) {
        assertThat(at("#problema")).hasText(words);
        return this;
    }

    Tab problemStarts(String words) {
        assertThat(at("#problema")).hasText(Pattern.compile("^" + literally(words)));
        return this;
    }

    Tab noteIs(String words) {
        assertThat(at("#nota")).hasText(words);
        return this;
    }

    Tab write(String text) {
        at("#testo").fill(text);
        return this;
    }

    /** Writes a text and presses Enter. */
    Tab send(String text) {
        write(text).at("#testo").press("Enter");
        return this;
    }

    /** The same, and waits until it has left: before that, no clock may be moved for its sake. */
    Tab sent(String text) {
        assertThat(send(text).at("#testo")).hasValue("");
        return this;
    }

    /** Returns what this page sends for a text that its reader writes. */
    String wire(String text) {
        return step == 5 ? "{\"utente\":\"Alice\",\"testo\":\"" + text + "\"}" : text;
    }

    /** Returns what the page shows, as a pattern, for the answer of its own server. */
    private Pattern shown(String text) {
        return step == 4 ? Pattern.compile("^" + literally(text) + "$") : answer(text);
    }

    /** Returns the line on the console, as a pattern, for the answer of the page's own server. */
    Pattern answer(String text) {
        return Pattern.compile("^" + switch (step) {
            case 4 -> literally("Risposta dal server: " + text);
            case 5 -> literally("Risposta: " + text + " Ricevuto alle: ") + TIME;
            default -> literally("Risposta dal server: Messaggio ricevuto: " + text);
        } + "$", Pattern.DOTALL);
    }

    /** Quotes what a pattern may not act on; the browser does not know Java's \\Q and \\E. */
    private static String literally(String text) {
        return text.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0");
    }

    /** Waits for the page's own server to answer a text, as the newest entry. */
    Tab answered(String text) {
        assertThat(at("#log > .entry").last().locator(".words")).hasText(shown(text));
        return this;
    }

    /** Waits for as many entries from the server. */
    Tab entriesOf(String kind, int count) {
        assertThat(at("#log > .entry." + kind)).hasCount(count);
        return this;
    }

    /** Waits until the lesson has written as many lines to the console, and returns them. */
    List<String> logs(int count) {
        page.waitForCondition(() -> logs.size() >= count);
        assertEquals(count, logs.size(), logs::toString);
        return List.copyOf(logs);
    }

    /** What stands in the log, without who and when. */
    List<String> words() {
        return at("#log > .entry .words").allTextContents();
    }

    /** Lets the page's clock, and its timers, run. */
    Tab pass(long milliseconds) {
        page.clock().runFor(milliseconds);
        return this;
    }
}
