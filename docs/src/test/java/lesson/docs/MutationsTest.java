package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;
import org.junit.jupiter.api.Test;

/** Whatever drifts in the notes is found: each test breaks a real page, or what it speaks of. */
class MutationsTest {
    private static final Repository WHOLE = Repository.onDisk();
    private static final String PAGE = "docs/step4-broadcast/README.md";
    private static final String ITALIAN = "docs/step4-broadcast/README.it.md";
    private static final String CODE = "docs/step2-server/README.md";
    private static final String SOURCE =
            "step4-broadcast/src/main/java/lesson/broadcast/BroadcastServer.java";

    /** Asserts that a check finds the one thing wrong that a change has made. */
    private static void assertFound(Function<Repository, List<String>> check, Repository broken,
            String where, String what) {
        List<String> complaints = new ArrayList<>(check.apply(broken));
        complaints.removeAll(check.apply(WHOLE));
        assertFalse(complaints.isEmpty(), "nothing found");
        assertTrue(complaints.stream().anyMatch(complaint -> complaint.startsWith(where)
                && complaint.contains(what)), () -> "expected " + where + " … " + what + ", found "
                + complaints);
    }

    private static void assertFine(Function<Repository, List<String>> check, Repository changed) {
        assertEquals(check.apply(WHOLE), check.apply(changed));
    }

    private static Part first(String note, Kind kind) {
        return WHOLE.note(note).all(kind).get(0);
    }

    private static Part first(String note, String language) {
        return WHOLE.note(note).blocks(language).get(0);
    }

    /** Changes one line of a note; null takes it out. */
    private static Repository edit(String note, int line, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>(WHOLE.lines(note));
        String changed = change.apply(lines.get(line - 1));
        if (changed == null) {
            lines.remove(line - 1);
        } else {
            lines.set(line - 1, changed);
        }
        return WHOLE.with(note, String.join("\n", lines) + "\n");
    }

    private static Repository append(String note, String... lines) {
        return WHOLE.with(note, WHOLE.text(note) + "\n" + String.join("\n", lines) + "\n");
    }

    private static String at(String note, int line) {
        return note + ":" + line + ": ";
    }

    private static int end(String note) {
        return WHOLE.lines(note).size();
    }

    // ----------------------------------------------------------------------------------- code

    @Test
    void aLetterOfABlockThatIsNotTheSourceIs() {
        int line = first(CODE, "java").line() + 1;
        assertFound(SourceBlocks::complaints, edit(CODE, line, text -> text + " "),
                at(CODE, line), "expected, from step");
        assertFound(SourceBlocks::complaints, append(CODE, "```java " + SOURCE, "int x;", "```"),
                at(CODE, end(CODE) + 3), "«int x;» is no line of " + SOURCE);
    }

    @Test
    void aLineThatABlockLeavesOutIs() {
        int line = first(CODE, "java").line() + 1;
        assertFound(SourceBlocks::complaints, edit(CODE, line, text -> null),
                CODE, "expected, from step");
    }

    @Test
    void anIndentationThatIsNotTheSourcesIs() {
        int line = first(CODE, "java").line() + 1;
        assertFound(SourceBlocks::complaints, edit(CODE, line, text -> " " + text),
                at(CODE, line), "expected, from step");
    }

    @Test
    void aSourceThatHasChangedIs() {
        Part block = first(CODE, "java");
        String source = block.label().split(" ")[1];
        String line = block.lines().get(1).strip();
        assertFound(SourceBlocks::complaints, WHOLE.with(source,
                WHOLE.text(source).replace(line, line + " // changed")),
                at(CODE, block.line() + 1), "// changed");
        assertFound(SourceBlocks::complaints, WHOLE.without(source), at(CODE, block.line()),
                "there is no file");
    }

    @Test
    void aBlockThatNothingHoldsTrueIs() {
        int line = first(CODE, "java").line();
        for (String info : List.of("```", "```java", "```text", "```bash", "```console 1",
                "```diff " + SOURCE)) {
            assertFound(SourceBlocks::complaints, edit(CODE, line - 1, text -> info),
                    at(CODE, line), info.matches("```(java|diff).*") ? "name the file"
                    : "nothing holds");
        }
        assertFound(SourceBlocks::complaints, append(CODE, "    System.out.println();"),
                at(CODE, end(CODE) + 2), "nothing holds");
    }

    @Test
    void aDifferenceThatIsNotTheRealOneIs() {
        Part diff = first(PAGE, "diff");
        int added = diff.line() + List.copyOf(diff.lines()).indexOf(diff.lines().stream()
                .filter(line -> line.startsWith("+")).findFirst().orElseThrow());
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(text -> null,
                text -> text + "x", text -> " " + text.substring(1), text -> text + "\n+\n-")) {
            assertFound(SourceBlocks::complaints, edit(PAGE, added, change),
                    at(PAGE, diff.line()), "this is not the difference");
        }
        assertFound(SourceBlocks::complaints, WHOLE.with(SOURCE,
                WHOLE.text(SOURCE).replace("class BroadcastServer", "class Broadcaster")),
                at(PAGE, diff.line()), "+public class Broadcaster");
    }

    // ---------------------------------------------------------------------------------- links

    @Test
    void aLinkThatLeadsNowhereIs() {
        int line = end(PAGE) + 2;
        assertFound(Links::complaints, append(PAGE, "[x](../step5-json/NOTES.md)"), at(PAGE, line),
                "docs/step5-json/NOTES.md, which is not there");
        assertFound(Links::complaints, append(PAGE, "<a href=\"nowhere.html\">x</a>"),
                at(PAGE, line), "nowhere.html, which is not there");
        assertFound(Links::complaints, WHOLE.without("docs/step4-broadcast/server.js"),
                "docs/README.md:", "server.js, which is not there");
    }

    @Test
    void anAnchorThatNoHeadingHasIs() {
        assertFine(Links::complaints, append(PAGE, "[x](#nodejs-today)"));
        assertFine(Links::complaints, append(PAGE, "[x](README.it.md#perché-funziona)"));
        assertFound(Links::complaints, append(PAGE, "[x](#node-today)"),
                at(PAGE, end(PAGE) + 2), "has the anchor #node-today");
        assertFound(Links::complaints, append(PAGE, "[x](server.js#L1)"), at(PAGE, end(PAGE) + 2),
                "leave #L1 away");
    }

    @Test
    void aPictureThatIsNotThereOrSaysNothingIs() {
        assertFound(Links::complaints, append(PAGE, "![A room](room.png)"), at(PAGE, end(PAGE) + 2),
                "room.png, which is not there");
        assertFound(Links::complaints, append(PAGE, "![](server.js)"), at(PAGE, end(PAGE) + 2),
                "say in words");
    }

    @Test
    void aFileBetweenBackticksThatIsNotThereIs() {
        for (String file : List.of("docs/step4-broadcast/serve.js", "Broadcaster.java",
                "step4-broadcasting/", "mvn -q -f step4/pom.xml")) {
            assertFound(Links::complaints, append(PAGE, "`" + file + "`"), at(PAGE, end(PAGE) + 2),
                    "looks like a file");
        }
        assertFine(Links::complaints, append(PAGE, "`BroadcastServer.java` `server.js` `pom.xml`"
                + " `step4-broadcast/` `1/2` `ws://localhost:8080` `docs/node_modules`"));
    }

    // ------------------------------------------------------------------------------ languages

    @Test
    void aHeadingOfOneLanguageIs() {
        Part heading = WHOLE.note(ITALIAN).all(Kind.HEADING).get(1);
        assertFound(Translations::complaints, edit(ITALIAN, heading.line(), text -> "#" + text),
                at(ITALIAN, heading.line()), "of level 3");
        assertFound(Translations::complaints, append(ITALIAN, "### In più"), ITALIAN,
                "«In più» of level 3 is not in " + PAGE);
        assertFound(Translations::complaints, append(PAGE, "### More"), PAGE,
                "«More» of level 3 is not in " + ITALIAN);
    }

    @Test
    void aBlockOfOneLanguageIs() {
        for (Part block : WHOLE.note(ITALIAN).all(Kind.BLOCK).stream()
                .filter(block -> !block.language().equals("mermaid")).toList()) {
            int line = block.line();
            assertFound(Translations::complaints, edit(ITALIAN, line, text -> text + "!"),
                    at(ITALIAN, line), "expected, as in " + PAGE);
        }
    }

    @Test
    void blocksInAnotherOrderAre() {
        List<Part> consoles = WHOLE.note(ITALIAN).blocks("console");
        String text = WHOLE.text(ITALIAN);
        String one = consoles.get(0).text();
        String other = consoles.get(1).text();
        assertFound(Translations::complaints, WHOLE.with(ITALIAN, text.replace(one, "\0")
                .replace(other, one).replace("\0", other)), ITALIAN, "expected, as in " + PAGE);
    }

    @Test
    void aCommandALinkOrAPictureOfOneLanguageIs() {
        assertFound(Translations::complaints, append(ITALIAN, "`mvn -q -Dstep=4 -Dport=8081`"),
                PAGE, "has more of kind CODE: [mvn -q -Dstep=4 -Dport=8081]");
        assertFound(Translations::complaints, append(PAGE, "[x](client.html)"), ITALIAN,
                "has more of kind LINK");
        assertFound(Translations::complaints, append(PAGE, "![x](client.html)"), ITALIAN,
                "has more of kind IMAGE");
        assertFound(Translations::complaints, append(PAGE, "| a | b |", "| --- | --- |",
                "| c | d |"), ITALIAN, "has more of kind TABLE: [2 × 2]");
    }

    @Test
    void aLinkIntoTheOtherLanguageIs() {
        assertFound(Translations::complaints, append(ITALIAN, "[x](../safety.md)"),
                at(ITALIAN, end(ITALIAN) + 2), "link to the Italian note");
        assertFound(Translations::complaints, append(PAGE, "[x](../safety.it.md)"),
                at(PAGE, end(PAGE) + 2), "link to the English note");
    }

    @Test
    void anAnchorOfAnotherHeadingInOneLanguageIs() {
        Repository both = append(PAGE, "[x](#run-it)");
        String italian = both.text(ITALIAN);
        assertFine(Translations::complaints, both.with(ITALIAN, italian + "\n[x](#eseguilo)\n"));
        assertFound(Translations::complaints, both.with(ITALIAN, italian + "\n[x](#rompilo)\n"),
                ITALIAN, "at heading");
    }

    @Test
    void aNoteInOneLanguageOnlyIs() {
        assertFound(Translations::complaints, WHOLE.without(ITALIAN), at(PAGE, 1), "is missing");
        assertFound(Translations::complaints, WHOLE.without(PAGE), at(ITALIAN, 1), "is missing");
    }

    @Test
    void anArrowOfOneLanguageIsAndALabelIsNot() {
        Part diagram = first(ITALIAN, "mermaid");
        int arrow = diagram.line() + diagram.lines().indexOf(diagram.lines().stream()
                .filter(line -> line.contains("->>")).findFirst().orElseThrow());
        assertFine(Translations::complaints, edit(ITALIAN, arrow, text -> text + " e altro"));
        assertFound(Translations::complaints, edit(ITALIAN, arrow,
                text -> text.replace("->>", "-->>")),
                at(ITALIAN, diagram.line()), "expected, as in " + PAGE);
    }

    // ---------------------------------------------------------------------------------- pages

    @Test
    void aPageInAnotherOrderOrTooLongIs() {
        int line = WHOLE.note(PAGE).all(Kind.HEADING).get(1).line();
        assertFound(StepPages::complaints, edit(PAGE, line, text -> "## What is new"), at(PAGE, 1),
                "expected the headings");
        assertFine(StepPages::complaints, append(PAGE, "word ".repeat(900)));
        assertFound(StepPages::complaints, edit(PAGE, 3, text -> text + " word".repeat(900)),
                at(PAGE, 1), "a page has at most");
        int version = WHOLE.note(PAGE).all(Kind.HEADING).get(2).line();
        assertFound(StepPages::complaints, edit(PAGE, version, text -> "### Before"), at(PAGE, 1),
                "expected the headings ### ");
        assertFound(StepPages::complaints, WHOLE.without(PAGE), PAGE, "is missing");
    }

    @Test
    void aChangeThatIsNotShownAsADifferenceIs() {
        Part diff = first(PAGE, "diff");
        assertFound(StepPages::complaints, edit(PAGE, diff.line() - 1,
                text -> "```diff " + SOURCE + " " + Pages.folder(2) + "/x.java"), at(PAGE, 1),
                "shows no ```diff");
    }

    @Test
    void aVersionOfTheProgramThatIsNotShownIs() {
        assertFound(Versions::complaints, WHOLE.with("docs/step4-broadcast/tutorial.js", "x();\n"),
                at(PAGE, 1), "does not show the tutorial's");
        for (String block : List.of("```java step4-broadcast/", "```js docs/step4-broadcast/s")) {
            assertFound(Versions::complaints, WHOLE.with(PAGE, WHOLE.text(PAGE)
                    .replace(block, "```sh ")), at(PAGE, 1), "shows no code of");
        }
        assertFound(Versions::complaints, WHOLE.with(PAGE, WHOLE.text(PAGE)
                .replace("broadcast(message)` |", "broadcast(messagge)` |")), PAGE,
                "stands in no program of Java");
    }

    @Test
    void aSentenceOnBehaviourWithoutATestIs() {
        Part proof = first(PAGE, Kind.PROOF);
        String first = proof.text().split(",")[0];
        assertFound(Proofs::complaints, edit(PAGE, proof.line(),
                text -> text.replace(first, first + "X")), at(PAGE, proof.line()),
                "there is no test " + first + "X");
        assertFound(Proofs::complaints, edit(PAGE, proof.line(), text -> ""), at(PAGE, 1),
                "are not those of");
        assertFound(Proofs::complaints, append(PAGE, "### Deeper still", "Never fails."),
                at(PAGE, end(PAGE) + 2), "no run is shown and no test is named");
    }

    @Test
    void aBlockThatEndsWithinABracketIs() {
        Part block = first(CODE, "js");
        assertFound(SourceBlocks::complaints, WHOLE.with(CODE, WHOLE.text(CODE).replace(
                block.text(), block.text().replaceFirst("(?s)}\\);\n.*", ""))),
                at(CODE, block.line()), "within a bracket");
    }

    @Test
    void aConsoleThatCannotBePlayedIs() {
        int line = first(PAGE, "console").line();
        assertFound(ConsoleExample::complaints, edit(PAGE, line, text -> text.substring(2)),
                at(PAGE, line), "begins with «$ »");
        assertFound(ConsoleExample::complaints, WHOLE.with(PAGE,
                "```wire\n#1 x\n```\n" + WHOLE.text(PAGE)),
                at(PAGE, 2), "no console block before this one");
    }

    /** That it is tried, and found when it does not work, {@link ConsolePlayerTest} shows. */
    @Test
    void aCommandThatNoExampleRunsIsRunAlone() {
        String command = "mvn -q -Dstep=4 -Dport=8089";
        assertEquals(at(PAGE, end(PAGE) + 2),
                Commands.alone(append(PAGE, "`" + command + "`")).get(command));
        assertEquals(at(PAGE, end(PAGE) + 3),
                Commands.alone(append(PAGE, "```sh", command, "```")).get(command));
        assertFalse(Commands.alone(append(PAGE, "`mvn -q -Dstep=4`")).containsKey(
                "mvn -q -Dstep=4"));
    }
}
