package lesson.checker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a student's class. Maven leaves these classes out of a run: a mistake in one would end
 * in lines of Maven's, and no step would run until it is mended.
 */
final class Compilation {
    private final Texts texts;
    private final Path output;

    /** @param output the folder for what is compiled */
    Compilation(Texts texts, Path output) {
        this.texts = texts;
        this.output = output;
    }

    /**
     * Compiles a class, and the classes beside it that it uses.
     *
     * @param root the folder of its step's sources
     * @param source the file of the class
     * @return what is wrong, the first mistake as a sentence; empty where nothing is
     * @throws IOException if the file can't be read or the folder can't be written
     */
    List<String> compile(Path root, Path source) throws IOException {
        if (!Files.isReadable(source)) {
            boolean git = Stream.iterate(root, Objects::nonNull, Path::getParent)
                    .anyMatch(folder -> Files.exists(folder.resolve(".git")));
            return List.of(texts.say(git ? "noFile" : "noFileNoGit"));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-d", Files.createDirectories(output).toString(),
                    "-cp", StudentProgram.classPath(), "-sourcepath", root.toString(),
                    "--release", "17", "-proc:none");
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        List<Diagnostic<? extends JavaFileObject>> mistakes = found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR).toList();
        return mistakes.isEmpty() ? List.of() : describe(mistakes.get(0), mistakes.size());
    }

    /** One mistake is often the cause of the others, so only the first is told. */
    private List<String> describe(Diagnostic<? extends JavaFileObject> mistake, int all)
            throws IOException {
        List<String> lines = new ArrayList<>();
        String message = mistake.getMessage(Locale.ENGLISH).strip()
                .replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\s+", " ");
        JavaFileObject file = mistake.getSource();
        if (file == null) {
            return List.of(texts.say("mistake", message));
        }
        lines.add(texts.say("mistakeAt", Path.of(file.toUri()).getFileName(),
                mistake.getLineNumber(), message));
        file.getCharContent(true).toString().lines().skip(mistake.getLineNumber() - 1).limit(1)
                .forEach(line -> lines.add("      " + line.strip()));
        if (all > 1) {
            lines.add("      " + texts.say("mistakes", all));
        }
        return lines;
    }
}
