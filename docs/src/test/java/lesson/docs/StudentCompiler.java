package lesson.docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Program;

/** Compiles and runs the programs of src/test/resources/trouble, as who begins would. */
final class StudentCompiler {
    private static final Path PROGRAMS = Node.DOCS.resolve("src/test/resources/trouble");

    private final Path classes;
    private final String libraries;

    /**
     * Someone with an empty folder and some libraries, and no more than these.
     *
     * @param classes the folder
     * @param libraries how the names of their jars begin, up to the version
     */
    StudentCompiler(Path classes, String... libraries) {
        this.classes = classes;
        this.libraries = path(Arrays.stream(libraries).map(StudentCompiler::jar));
    }

    private static String path(Stream<String> places) {
        // An empty one would stand for the current folder.
        return places.filter(place -> !place.isEmpty()).collect(joining(File.pathSeparator));
    }

    /** Returns the one jar of that name which the tests themselves run with. */
    private static String jar(String library) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString()
                        .matches(library + "-[0-9][0-9.]*\\.jar"))
                .reduce((a, b) -> {
                    throw new IllegalStateException("two of them: " + a + ", " + b);
                }).orElseThrow(() -> new IllegalStateException("no " + library));
    }

    static String source(String program) {
        try {
            return Files.readString(PROGRAMS.resolve(program + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a source; returns what the compiler says of it, without where. */
    List<String> compile(String program, String source) {
        var file = new SimpleJavaFileObject(URI.create("string:///" + program + ".java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var said = new DiagnosticCollector<JavaFileObject>();
        // -g, as Maven does: without it an exception cannot tell the name of a variable.
        ToolProvider.getSystemJavaCompiler().getTask(null, null, said, List.of("-g", "-proc:none",
                "-d", classes.toString(), "-cp",
                path(Stream.of(classes.toString(), libraries))), null, List.of(file)).call();
        return said.getDiagnostics().stream().map(d -> d.getMessage(Locale.ENGLISH)).toList();
    }

    /** Compiles programs without an error. */
    StudentCompiler compiled(String... programs) {
        for (String program : programs) {
            assertEquals(List.of(), compile(program, source(program)));
        }
        return this;
    }

    /** Runs a program that ends by itself, with no other class on its class path. */
    Program run(String program, String... options) {
        return run(path(Stream.of(classes.toString(), libraries)), List.of(program), options);
    }

    /** Runs a program that would go on; it ends when the test's JVM does. */
    Program serve(String program, String... options) {
        String testkit = EndsWithParent.class.getProtectionDomain().getCodeSource().getLocation()
                .getPath();
        return run(path(Stream.of(classes.toString(), libraries, testkit)),
                List.of(EndsWithParent.class.getName(), program), options);
    }

    private static Program run(String classPath, List<String> program, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-cp", classPath));
        arguments.addAll(program);
        return Program.command(Map.of(), null, Program.javaCommand(arguments));
    }
}
