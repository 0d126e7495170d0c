package lesson.checker;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lesson.testkit.Program;

/** How the program of a student is started: a JVM of its own, or Node.js. */
@FunctionalInterface
public interface StudentProgram {
    /**
     * Makes the command.
     *
     * @param settings {@code port}, {@code url}, {@code utente}
     */
    ProcessBuilder command(Map<String, String> settings);

    /** Starts a class with the class path of this program. */
    static StudentProgram java(String main) {
        return java(main, classPath());
    }

    /** Starts a class that has just been compiled to a folder. */
    static StudentProgram java(String main, Path classes) {
        return java(main, classes + File.pathSeparator + classPath());
    }

    private static StudentProgram java(String main, String classPath) {
        return settings -> {
            List<String> arguments = new ArrayList<>(List.of("-Dfile.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                    "-Dstdin.encoding=UTF-8"));
            settings.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
            arguments.addAll(List.of("-cp", classPath, Launch.class.getName(), main));
            return new ProcessBuilder(Program.javaCommand(arguments));
        };
    }

    /** Returns the class path of this program. */
    static String classPath() {
        // Maven runs a main in its own JVM, with a class loader for it.
        return StudentProgram.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(url -> Path.of(URI.create(url.toString())))
                        .map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
