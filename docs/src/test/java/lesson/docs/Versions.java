package lesson.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * A step's page shows one program three times: the tutorial's file whole, the Java class and the
 * twin, whole or linked; and line by line only what stands in them.
 */
final class Versions {
    private final Repository repository;
    private final Note note;
    private final int step;
    private final List<String> complaints;

    private Versions(Repository repository, Note note, int step, List<String> complaints) {
        this.repository = repository;
        this.note = note;
        this.step = step;
        this.complaints = complaints;
    }

    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (int step : Pages.ALL) {
            for (String file : List.of("README.md", "README" + Note.ITALIAN)) {
                String name = "docs/" + Pages.folder(step) + "/" + file;
                if (step > 1 && repository.hasFile(name)) {     // step 1 has no program to compare
                    var versions = new Versions(repository, repository.note(name), step,
                            complaints);
                    versions.checkBlocks();
                    versions.checkLines();
                }
            }
        }
        return complaints;
    }

    private void checkBlocks() {
        int first = note.section(note.isItalian() ? "Il tutorial" : "The tutorial");
        String folder = "docs/" + Pages.folder(step) + "/";
        for (String file : repository.files()) {
            if (file.matches(folder + "tutorial.*") && shown(first, file).noneMatch(
                    block -> block.text().equals(repository.text(file)))) {
                complaints.add(note.at(1) + "does not show the tutorial's " + file + " whole");
            }
        }
        isShown(first + 1, Pages.folder(step) + "/src/main/");
        isShown(first + 2, folder);
    }

    private Stream<Part> shown(int section, String path) {
        return note.all(Kind.BLOCK).stream().filter(block -> block.section() == section)
                .filter(block -> block.label().replaceFirst("\\S+ ", "").startsWith(path));
    }

    private void isShown(int section, String path) {
        List<String> files = shown(section, path)
                .map(block -> block.label().replaceFirst("\\S+ ", "")).distinct().toList();
        if (files.isEmpty()) {
            complaints.add(note.at(1) + "shows no code of " + path);
        }
        for (String file : files) {
            boolean linked = note.all(Kind.LINK).stream()
                    .anyMatch(link -> Links.target(note, link.text()).equals(file));
            boolean whole = shown(section, file).anyMatch(block -> repository.text(file)
                    .endsWith(block.text()) && block.text().contains("main("));
            if (!linked && !whole) {
                complaints.add(note.at(1) + "shows a part of " + file + " and does not link it");
            }
        }
    }

    private void checkLines() {
        int section = note.section(note.isItalian() ? "Riga per riga" : "Line by line");
        String script = sources("docs/" + Pages.folder(step) + "/[^/]*\\.(js|html)");
        String java = sources("step[1-" + step + "]-[a-z]+/src/main/.*");
        for (Part code : note.all(Kind.CODE)) {
            boolean inColumn = code.section() == section && code.label().matches("[12]");
            String source = code.label().equals("1") ? script : java;
            if (inColumn && !contains(source, code.text())) {
                complaints.add(note.at(code) + "`" + code.text() + "` stands in no program of "
                        + (code.label().equals("1") ? "JavaScript" : "Java") + " up to this step");
            }
        }
    }

    private String sources(String regex) {
        return repository.files().stream().filter(file -> file.matches(regex))
                .map(repository::text).collect(Collectors.joining("\n"));
    }

    /** Whether a source has a line with this; what is left out of it is an ellipsis. */
    private static boolean contains(String source, String code) {
        String regex = List.of(code.split("…", -1)).stream()
                .map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex).matcher(source).find();
    }
}
