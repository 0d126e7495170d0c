package lesson.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * What a note says of a program's behaviour names the tests that hold it, in a comment:
 * {@code <!-- true by EchoServerTest.aPortInUse… -->}. They are there, in both languages the same;
 * and where a step's page tells what happens it shows a run, or names such a test.
 */
final class Proofs {
    private static final List<String> TELLING = List.of("What you see", "Why it works", "Break it",
            "Che cosa vedi", "Perché funziona", "Rompilo");

    private Proofs() {
    }

    /** Returns the tests that notes name, as Class.method, or Class for all of a class. */
    static List<String> named(Repository repository) {
        return repository.notes().stream().flatMap(note -> note.all(Kind.PROOF).stream())
                .flatMap(proof -> Stream.of(proof.text().split(", "))).distinct().sorted().toList();
    }

    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (Note note : repository.notes()) {
            for (Part proof : note.all(Kind.PROOF)) {
                for (String test : proof.text().split(", ")) {
                    if (!exists(repository, test)) {
                        complaints.add(note.at(proof) + "there is no test " + test);
                    }
                }
            }
            if (!note.isItalian() && repository.hasFile(note.twin())
                    && !texts(note).equals(texts(repository.note(note.twin())))) {
                complaints.add(note.at(1) + "the tests that it names are not those of "
                        + note.twin());
            }
            if (note.name.matches("docs/(step\\d[^/]*|chat)/README.*")) {
                unproven(note).forEach(heading -> complaints.add(note.at(heading)
                        + "beneath this heading no run is shown and no test is named"));
            }
        }
        return complaints;
    }

    private static List<String> texts(Note note) {
        return note.all(Kind.PROOF).stream().map(Part::text).toList();
    }

    private static Stream<Part> unproven(Note note) {
        int deeper = Math.max(note.section("Going deeper"), note.section("Approfondimento"));
        Predicate<Part> tells = heading -> TELLING.contains(heading.text())
                || deeper > 0 && heading.section() > deeper;
        return note.all(Kind.HEADING).stream().filter(tells).filter(heading -> note.parts.stream()
                .filter(part -> part.section() == heading.section())
                .noneMatch(part -> part.kind() == Kind.PROOF || part.kind() == Kind.BLOCK
                        && List.of("console", "wire", "diff").contains(part.language())));
    }

    private static boolean exists(Repository repository, String test) {
        String[] parts = test.split("\\.");
        return parts.length <= 2 && repository.files().stream()
                .filter(file -> file.matches(".*/src/test/java/.*/" + parts[0] + "\\.java"))
                .anyMatch(file -> parts.length == 1
                        || repository.text(file).contains("void " + parts[1] + "("));
    }
}
