package lesson.docs;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * Code in a note is lines in a row of the file that its info string names, to the letter, all of
 * them moved to the left by as much: {@code ```java step2-server/…/EchoServer.java}. A diff is the
 * real and shortest one of two files, their package and imports aside: {@code ```diff OLD NEW}.
 */
final class SourceBlocks {
    private static final Set<String> SOURCES = Set.of("java", "js", "html", "css", "xml", "json");
    /** What of code is no code: texts and comments. */
    private static final Pattern WORDS = Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\""
            + "|'(?:\\\\.|[^'\\\\\n])*'|`[^`]*`|//[^\n]*|(?s:/\\*.*?\\*/)");
    private static final String BRACKETS = "(){}[]";
    /** What is held true elsewhere: by a run, by a browser. */
    private static final Set<String> OTHERS = Set.of("console", "wire", "sh", "mermaid");

    private final Repository repository;
    private final List<String> complaints = new ArrayList<>();

    private SourceBlocks(Repository repository) {
        this.repository = repository;
    }

    static List<String> complaints(Repository repository) {
        var blocks = new SourceBlocks(repository);
        for (Note note : repository.notes()) {
            for (Part block : note.all(Kind.BLOCK)) {
                blocks.check(note, block);
            }
        }
        return blocks.complaints;
    }

    private void check(Note note, Part block) {
        List<String> words = List.of(block.label().split(" +"));
        List<String> files = words.subList(1, words.size());
        String language = block.language();
        boolean symptom = language.equals("text") && note.name.contains("troubleshooting");
        if (SOURCES.contains(language) && files.size() == 1 && exist(note, block, files)) {
            checkCode(note, block, files.get(0));
        } else if (language.equals("diff") && files.size() == 2 && exist(note, block, files)) {
            checkDiff(note, block, files.get(0), files.get(1));
        } else if (SOURCES.contains(language) && files.size() != 1
                || language.equals("diff") && files.size() != 2) {
            complaints.add(note.at(block) + "name the file behind ```" + language
                    + ", as its path from the root (two of them behind ```diff)");
        } else if (!SOURCES.contains(language) && !language.equals("diff") && !symptom
                && !OTHERS.contains(block.label())) {
            complaints.add(note.at(block) + "nothing holds ```" + block.label() + " true; write"
                    + " one of ```java FILE (or js, html, css, xml, json), ```diff OLD NEW,"
                    + " ```console, ```wire, ```sh, ```mermaid");
        }
    }

    private boolean exist(Note note, Part block, List<String> files) {
        List<String> missing = files.stream().filter(file -> !repository.hasFile(file)).toList();
        missing.forEach(file -> complaints.add(note.at(block) + "there is no file " + file));
        return missing.isEmpty();
    }

    private void checkCode(Note note, Part block, String file) {
        if (!block.language().matches("html|xml") && !isWhole(block.text())) {
            complaints.add(note.at(block) + "begins or ends within a bracket");
        }
        List<String> code = block.lines();
        List<String> source = repository.lines(file);
        int where = 0;
        for (int start = 0; start < source.size(); start++) {
            if (same(source, start, code) == code.size() && !code.isEmpty()) {
                return;
            }
            where = alike(source, start, code) > alike(source, where, code) ? start : where;
        }
        if (alike(source, where, code) == 0) {
            complaints.add(note.at(block) + (code.isEmpty() ? "the block is empty"
                    : "«" + code.get(0) + "» is no line of " + file));
        } else {
            int same = same(source, where, code);
            complaints.add(note.at(block.line() + same) + "expected, from " + file + ":"
                    + (where + same + 1) + ", «" + (where + same < source.size()
                    ? source.get(where + same) : "its end") + "», found «" + code.get(same) + "»");
        }
    }

    /** Whether each bracket is opened and closed. */
    private static boolean isWhole(String code) {
        var open = new ArrayDeque<Character>();
        for (char c : WORDS.matcher(code).replaceAll("").toCharArray()) {
            int kind = BRACKETS.indexOf(c);
            if (kind % 2 == 0) {
                open.push(BRACKETS.charAt(kind + 1));
            } else if (kind > 0 && (open.isEmpty() || open.pop() != c)) {
                return false;
            }
        }
        return open.isEmpty();
    }

    /** Returns how many lines are the same, indentation aside; to find where a block was taken. */
    private static long alike(List<String> source, int start, List<String> code) {
        return IntStream.range(0, Math.min(code.size(), source.size() - start))
                .filter(i -> source.get(start + i).strip().equals(code.get(i).strip())).count();
    }

    /** Returns how many lines from the start are the same, but for one indentation. */
    private static int same(List<String> source, int start, List<String> code) {
        String indentation = null;
        for (int i = 0; i < code.size(); i++) {
            if (start + i == source.size()) {
                return i;
            }
            String line = code.get(i);
            String original = source.get(start + i);
            if (line.isEmpty() && original.isEmpty()) {
                continue;
            }
            String before = original.substring(0, Math.max(0, original.length() - line.length()));
            if (line.isEmpty() || !original.equals(before + line) || !before.isBlank()
                    || indentation != null && !indentation.equals(before)) {
                return i;
            }
            indentation = before;
        }
        return code.size();
    }

    private void checkDiff(Note note, Part block, String oldFile, String newFile) {
        List<String> before = repository.lines(oldFile).stream()
                .filter(SourceBlocks::isShown).toList();
        List<String> after = repository.lines(newFile).stream()
                .filter(SourceBlocks::isShown).toList();
        Patch<String> real = DiffUtils.diff(before, after);
        List<String> shortest = UnifiedDiffUtils.generateUnifiedDiff("", "", before, real, 1);
        if (!isDiff(block.lines(), before, after) || changes(block.lines()) > changes(shortest)) {
            complaints.add(note.at(block) + "this is not the difference from " + oldFile + " to "
                    + newFile + ", package and imports aside; expected\n"
                    + String.join("\n", shortest.subList(2, shortest.size())));
        }
    }

    private static boolean isShown(String line) {
        return !line.startsWith("package ") && !line.startsWith("import ");
    }

    /** Several diffs can be the shortest: all that take one file to the other will do. */
    private static boolean isDiff(List<String> lines, List<String> before, List<String> after) {
        try {
            List<String> headed = Stream.concat(Stream.of("--- old", "+++ new"), lines.stream())
                    .toList();
            return !lines.isEmpty() && lines.get(0).startsWith("@@")
                    && UnifiedDiffUtils.parseUnifiedDiff(headed).applyTo(before).equals(after);
        } catch (PatchFailedException | RuntimeException e) {
            return false;       // some do not look like a diff at all
        }
    }

    private static long changes(List<String> diff) {
        return diff.stream().filter(line -> line.matches("(?!--- |\\+\\+\\+ )[-+].*")).count();
    }
}
