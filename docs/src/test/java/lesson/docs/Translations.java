package lesson.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * A note says the same in English and in Italian: headings of the same levels, the same blocks to
 * the letter, in the same order; beneath each heading the same code, tables, links and pictures.
 * Diagrams may be labelled otherwise, and a run that is asked to speak English speaks Italian on
 * the Italian page. A link stays in its language.
 */
final class Translations {
    /** What in a diagram is words: behind a colon, behind "as", in any brackets. */
    private static final Pattern LABEL = Pattern.compile(
            ":.*| as .*|\\[.*?]|\\(.*?\\)|\\{.*?}|\\|.*?\\||(?<=\\b(loop|alt|opt|else|par)\\b).*");

    private static final String SPEAK_ENGLISH = " -Dlang=en";

    private final Repository repository;
    private final Note english;
    private final Note italian;
    private final List<String> complaints = new ArrayList<>();

    private Translations(Repository repository, Note english, Note italian) {
        this.repository = repository;
        this.english = english;
        this.italian = italian;
    }

    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (Note note : repository.notes()) {
            if (!repository.hasFile(note.twin())) {
                complaints.add(note.at(1) + "its twin " + note.twin() + " is missing");
            } else if (!note.isItalian()) {
                var twins = new Translations(repository, note, repository.note(note.twin()));
                twins.compareOrder();
                twins.compareSections();
                twins.compareLanguage(twins.english);
                twins.compareLanguage(twins.italian);
                complaints.addAll(twins.complaints);
            }
        }
        return complaints;
    }

    private void compareOrder() {
        List<Part> here = ordered(english);
        List<Part> there = ordered(italian);
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            if (i == here.size()) {
                complaints.add(italian.at(there.get(i)) + said(there.get(i)) + " is not in "
                        + english.name);
                return;
            }
            if (i == there.size()) {
                complaints.add(english.at(here.get(i)) + said(here.get(i)) + " is not in "
                        + italian.name);
                return;
            }
            boolean spoken = here.get(i).text().contains(SPEAK_ENGLISH);
            if (!sameInBoth(here.get(i), spoken).equals(sameInBoth(there.get(i), spoken))) {
                complaints.add(italian.at(there.get(i)) + "expected, as in "
                        + english.at(here.get(i)) + said(here.get(i)) + "\nfound "
                        + said(there.get(i)));
                return;
            }
        }
    }

    private static List<Part> ordered(Note note) {
        return note.parts.stream()
                .filter(part -> Set.of(Kind.HEADING, Kind.BLOCK).contains(part.kind())).toList();
    }

    private static String said(Part part) {
        return part.kind() == Kind.HEADING
                ? "the heading «" + part.text() + "» of level " + part.label()
                : "the block ```" + part.label() + "\n" + part.text();
    }

    /** Returns what of a heading or block must be the same in both languages. */
    private static String sameInBoth(Part part, boolean spoken) {
        if (part.kind() == Kind.HEADING) {
            return part.label();
        }
        if (spoken) {
            return part.label() + "\n" + part.lines().stream().filter(line -> line.startsWith("$ "))
                    .map(line -> line.replace(SPEAK_ENGLISH, "")).toList();
        }
        return part.label() + "\n" + (part.language().equals("mermaid")
                ? LABEL.matcher(part.text()).replaceAll("") : part.text());
    }

    private void compareSections() {
        int sections = english.all(Kind.HEADING).size();
        for (int section = 0; section <= sections; section++) {
            compare(section, Kind.CODE, part -> part.text().replace(SPEAK_ENGLISH, ""));
            compare(section, Kind.TABLE, Part::label);
            compare(section, Kind.LINK, null);
            compare(section, Kind.IMAGE, null);
        }
    }

    private void compare(int section, Kind kind, Function<Part, String> key) {
        List<String> here = keys(english, section, kind, key);
        List<String> there = keys(italian, section, kind, key);
        for (boolean ahead : List.of(true, false)) {
            List<String> missing = new ArrayList<>(ahead ? here : there);
            (ahead ? there : here).forEach(missing::remove);
            Note lacking = ahead ? italian : english;
            if (!missing.isEmpty()) {
                complaints.add(lacking.at(line(lacking, section)) + "beneath this heading "
                        + (ahead ? english : italian).name + " has more of kind " + kind + ": "
                        + missing);
            }
        }
    }

    /** Code can be named once or twice, as a language likes it; all else is counted. */
    private List<String> keys(Note note, int section, Kind kind, Function<Part, String> key) {
        var keys = note.all(kind).stream().filter(part -> part.section() == section)
                .map(part -> key == null ? target(note, part.text()) : key.apply(part));
        return (kind == Kind.CODE ? keys.distinct() : keys).sorted().toList();
    }

    private static int line(Note note, int section) {
        return note.all(Kind.HEADING).stream().filter(heading -> heading.section() == section)
                .mapToInt(Part::line).findFirst().orElse(1);
    }

    /** Returns where a link leads to, whatever the language: an anchor counts as its heading. */
    private String target(Note note, String destination) {
        if (Links.isElsewhere(destination)) {
            return destination;
        }
        String target = Links.target(note, destination);
        String anchor = Links.anchor(destination);
        String heading = anchor.isEmpty() || !repository.hasFile(target) ? ""
                : " at heading " + repository.note(target).heading(anchor);
        return index(target).replaceFirst("\\.it(\\.(md|png|svg))$", "$1") + heading;
    }

    /** A folder is shown by its README.md. */
    private String index(String target) {
        String index = (target.isEmpty() ? "" : target + "/") + "README.md";
        return repository.hasFile(index) ? index : target;
    }

    private void compareLanguage(Note note) {
        for (Part link : note.all(Kind.LINK)) {
            String target = Links.isElsewhere(link.text()) ? ""
                    : index(Links.target(note, link.text()));
            boolean other = target.endsWith(".md")
                    && target.endsWith(Note.ITALIAN) != note.isItalian();
            if (other && !target.equals(note.twin())) {
                complaints.add(note.at(link) + "the link " + link.text()
                        + " changes the language; link to the "
                        + (note.isItalian() ? "Italian" : "English") + " note");
            }
        }
    }
}
