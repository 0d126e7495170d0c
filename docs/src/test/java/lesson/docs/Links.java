package lesson.docs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lesson.docs.Note.Part;

/**
 * What a note leads to is there: files, folders, anchors and pictures, and whatever looks like a
 * path of the repository between backticks. Other sites are not asked.
 */
final class Links {
    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
    private static final Pattern FILE = Pattern.compile(
            "[\\w.-]*\\w\\.(java|js|html|css|md|xml|json|svg|png|sh)");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)*/?");

    private Links() {
    }

    static List<String> complaints(Repository repository) {
        List<String> complaints = new ArrayList<>();
        for (Note note : repository.notes()) {
            for (Part part : note.parts) {
                String complaint = switch (part.kind()) {
                    case LINK -> link(repository, note, part.text());
                    case IMAGE -> part.label().isBlank()
                            ? "say in words what the picture " + part.text() + " shows"
                            : link(repository, note, part.text());
                    case CODE -> code(repository, note, part.text());
                    default -> null;
                };
                if (complaint != null) {
                    complaints.add(note.at(part) + complaint);
                }
            }
        }
        return complaints;
    }

    /** Whether a link leads out of the repository. */
    static boolean isElsewhere(String destination) {
        return ELSEWHERE.matcher(destination).matches();
    }

    /** Returns where a link leads to, as a path from the root, its anchor aside. */
    static String target(Note note, String destination) {
        String path = URLDecoder.decode(destination.replaceFirst("#.*", "").replace("+", "%2B"),
                StandardCharsets.UTF_8);
        return path.isEmpty() ? note.name : resolve(note, path);
    }

    /** Returns the anchor of a link, or the empty text. */
    static String anchor(String destination) {
        return destination.contains("#")
                ? URLDecoder.decode(destination.replaceFirst("[^#]*#", ""), StandardCharsets.UTF_8)
                : "";
    }

    private static String resolve(Note note, String path) {
        return Path.of(note.name).resolveSibling(path).normalize().toString().replace('\\', '/');
    }

    private static String link(Repository repository, Note note, String destination) {
        if (isElsewhere(destination)) {
            return null;
        }
        String target = target(note, destination);
        String anchor = anchor(destination);
        if (!repository.has(target)) {
            return "the link " + destination + " leads to " + target + ", which is not there";
        }
        if (!anchor.isEmpty() && !target.endsWith(".md")) {
            return "the link " + destination + ": only headings of notes are held, leave #" + anchor
                    + " away";
        }
        if (!anchor.isEmpty() && repository.note(target).heading(anchor) == 0) {
            return "the link " + destination + ": no heading of " + target + " has the anchor #"
                    + anchor;
        }
        return null;
    }

    private static String code(Repository repository, Note note, String code) {
        for (String word : code.split("[\\s\"'(),;=]+")) {
            if (looksLikePath(repository, word) && !repository.has(word)
                    && !repository.has(resolve(note, word)) && !isName(repository, word)) {
                return "`" + word + "` looks like a file, and there is none at this path, neither"
                        + " from the root nor from here";
            }
        }
        return null;
    }

    private static boolean looksLikePath(Repository repository, String word) {
        String first = word.replaceFirst("/.*", "");
        return PATH.matcher(word).matches() && !word.matches(".*\\b(node_modules|target)\\b.*")
                && (FILE.matcher(word).matches() || word.contains("/")
                && (repository.has(first) || first.matches("step\\d.*|docs")
                || FILE.matcher(word.replaceFirst(".*/", "")).matches()));
    }

    /** Whether a name without a folder is that of any file. */
    private static boolean isName(Repository repository, String word) {
        return !word.contains("/")
                && repository.files().stream().anyMatch(file -> file.endsWith("/" + word));
    }
}
