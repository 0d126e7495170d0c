package lesson.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several pages of step 4 at the same server: what one writes, everyone reads. */
class RoomTest extends InBrowser {
    private static final String ANSWER = "Risposta dal server: ";

    @Test
    void inARoomOfThreeEachSeesEverythingInOrderAndKnowsItsOwn() {
        String url = server(Side.JAVA, 4).url();
        List<Tab> room = List.of(open(4, url), open(4, url), open(4, url));
        room.forEach(tab -> tab.is("open"));
        List<String> said = new ArrayList<>(List.of("Connesso al server WebSocket!"));
        List<String> logged = new ArrayList<>(said);
        for (int i = 0; i < 6; i++) {
            String text = "messaggio " + i + " <b>☕</b>";
            room.get(i % 3).send(text);
            said.add(text);
            logged.add(ANSWER + text);
            room.forEach(tab -> tab.answered(text));
        }
        for (Tab tab : room) {
            assertEquals(said, tab.words());
            assertEquals(logged, tab.logs);
            tab.entriesOf("mine", 2).entriesOf("theirs", 4);
            assertEquals(List.of("Tu", "Tu"), tab.at(".mine .who b").allTextContents());
            assertThat(tab.at(".theirs .who b").first()).isEmpty();
            assertThat(tab.at("#frame-conta")).hasText("inviati: 2, ricevuti: 6");
        }
    }

    @Test
    void whenTwoWriteAtOnceBothReadAllOfItInOneOrder() {
        String url = server(Side.JAVA, 4).url();
        Tab one = open(4, url).is("open");
        Tab two = open(4, url).is("open");
        String burst = "name => { for (let i = 0; i < 50; i++) {"
                + " document.getElementById('testo').value = name + i;"
                + " document.getElementById('modulo').requestSubmit(); } }";
        one.page.evaluate(burst, "a");
        two.page.evaluate(burst, "b");
        List<String> heard = one.logs(101);
        assertEquals(heard, two.logs(101));
        for (String name : List.of("a", "b")) {
            List<String> expected = IntStream.range(0, 50)
                    .mapToObj(i -> ANSWER + name + i).toList();
            assertEquals(expected, heard.stream()
                    .filter(line -> line.startsWith(ANSWER + name)).toList());
        }
        one.entriesOf("mine", 50).entriesOf("theirs", 50);
        two.entriesOf("mine", 50).entriesOf("theirs", 50);
    }

    @Test
    void theLinkOpensThePageOnceMoreInTheSameRoomAndWhoLeavesCostsNobodyAnything() {
        Tab first = open(4, server(Side.JAVA, 4).url()).is("open");
        Page popup = context.waitForPage(() -> first.at(".note a:visible").click());
        Tab second = watch(popup, 4).is("open");
        second.send("ciao da due").answered("ciao da due");
        first.answered("ciao da due").entriesOf("theirs", 1);
        popup.close();
        first.send("ancora qui").answered("ancora qui").is("open");
        assertThat(first.at("#problema")).isEmpty();
    }
}
