package lesson.docs;

import java.util.ArrayList;
import java.util.List;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * A page for each step, all in one order, each read in ten minutes. What changes in a Java server
 * or client is shown as the real difference from an earlier step.
 */
final class StepPages {
    private static final List<String> ENGLISH = List.of("What changes", "Run it", "What you see",
            "Why it works", "Break it", "Node.js beside Java", "Exercise", "What you can now do");
    private static final List<String> ITALIAN = List.of("Che cosa cambia", "Eseguilo",
            "Che cosa vedi", "Perché funziona", "Rompilo", "Node.js accanto a Java", "Esercizio",
            "Che cosa sai fare ora");
    /** The steps that are an earlier one with something changed. */
    private static final List<Integer> CHANGED = List.of(4, 5);
    /** Words that are read in ten minutes, with time left for the code. */
    private static final int WORDS = 1_200;

    private StepPages() {
    }

    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (int step : Pages.ALL) {
            for (String file : List.of("README.md", "README" + Note.ITALIAN)) {
                String name = "docs/" + Pages.folder(step) + "/" + file;
                if (repository.hasFile(name)) {
                    check(repository.note(name), step, complaints);
                } else {
                    complaints.add(name + " is missing");
                }
            }
        }
        return complaints;
    }

    private static void check(Note note, int step, List<String> complaints) {
        List<String> titles = note.all(Kind.HEADING).stream()
                .filter(heading -> heading.label().equals("2")).map(Part::text).toList();
        List<String> expected = note.isItalian() ? ITALIAN : ENGLISH;
        if (!titles.equals(expected)) {
            complaints.add(note.at(1) + "expected the headings ## " + expected + ", found "
                    + titles);
        }
        if (note.words > WORDS) {
            complaints.add(note.at(1) + note.words + " words; a page has at most " + WORDS);
        }
        String change = "diff \\S+ " + Pages.folder(step) + "/\\S+";
        if (CHANGED.contains(step) && note.blocks("diff").stream()
                .noneMatch(diff -> diff.section() == 2 && diff.label().matches(change))) {
            complaints.add(note.at(1) + "«" + expected.get(0) + "» shows no ```diff from an earlier"
                    + " step to this one");
        }
    }
}
