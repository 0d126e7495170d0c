package lesson.docs;

import java.util.ArrayList;
import java.util.List;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * A page for each step, all in one order: the tutorial's code, the Java class and its twin beside
 * each other, then what is read in ten minutes; what goes deeper stands apart, behind the rest.
 */
final class StepPages {
    private static final List<String> ENGLISH = List.of("One program, three times", "Run it",
            "What you see", "Why it works", "Break it", "Exercise", "What you can now do",
            "Going deeper");
    private static final List<String> ITALIAN = List.of("Un programma, tre versioni", "Eseguilo",
            "Che cosa vedi", "Perché funziona", "Rompilo", "Esercizio", "Che cosa sai fare ora",
            "Approfondimento");
    private static final List<String> VERSIONS = List.of("The tutorial", "Java", "Node.js today",
            "Line by line");
    private static final List<String> VERSIONS_IN_ITALIAN = List.of("Il tutorial", "Java",
            "Node.js oggi", "Riga per riga");
    /** The steps that are an earlier one with something changed. */
    private static final List<Integer> CHANGED = List.of(4, 5, 6);
    /** Words that are read in ten minutes, with time left for the code. */
    private static final int WORDS = 900;

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
        List<String> expected = note.isItalian() ? ITALIAN : ENGLISH;
        if (!titles(note, 2, Integer.MAX_VALUE).equals(expected)) {
            complaints.add(note.at(1) + "expected the headings ## " + expected + ", found "
                    + titles(note, 2, Integer.MAX_VALUE));
            return;
        }
        int deeper = note.section(expected.get(expected.size() - 1));
        List<String> versions = note.isItalian() ? VERSIONS_IN_ITALIAN : VERSIONS;
        if (!titles(note, 3, deeper).equals(versions)) {
            complaints.add(note.at(1) + "expected the headings ### " + versions + ", and no others"
                    + " before it goes deeper, found " + titles(note, 3, deeper));
            return;
        }
        int words = note.wordsBefore(deeper);
        if (words > WORDS) {
            complaints.add(note.at(1) + words + " words before it goes deeper; a page has at most "
                    + WORDS);
        }
        String change = "diff \\S+ " + Pages.folder(step) + "/\\S+";
        if (CHANGED.contains(step) && note.blocks("diff").stream()
                .noneMatch(diff -> diff.label().matches(change))) {
            complaints.add(note.at(1) + "shows no ```diff from an earlier step to this one");
        }
    }

    private static List<String> titles(Note note, int level, int before) {
        return note.all(Kind.HEADING).stream().filter(part -> part.section() < before)
                .filter(part -> part.label().equals("" + level)).map(Part::text).toList();
    }
}
