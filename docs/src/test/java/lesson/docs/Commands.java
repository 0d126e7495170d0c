package lesson.docs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lesson.docs.Note.Kind;
import lesson.docs.Note.Part;

/**
 * Every command that a note shows is run: in an example, or else alone. Commands are the lines of
 * {@code ```sh} blocks, and all between backticks that begins with mvn, node or npm.
 */
final class Commands {
    /** What is not run here, and why not. */
    static final Map<Pattern, String> NOT_RUN = Map.of(
            Pattern.compile("mvn( -B)? verify( .*)?"), "this test is part of it",
            Pattern.compile("npm (--prefix docs )?ci( --omit=dev)?( --prefix docs)?"),
                    "asks the network; without it no test of docs would run",
            Pattern.compile("npm install ws"), "the tutorial's, for which docs/package.json stands",
            Pattern.compile("mvn -q \"?-Dexercise=([1-7]-[1-3]|all)\"?( -Dhint=[1-3])?"
                    + "( -Dlang=en)?"),
                    "the exercises have a test of their own that does each",
            Pattern.compile("mvn -q -Dchat \"-Dredis=.*|REDIS=.*"), "wait for a Redis on its usual"
                    + " port; tests of the chat run them with one of their own",
            Pattern.compile("mvn -q -Dbench.*"), "takes minutes; its own test runs it shortly");

    private static final Pattern COMMAND = Pattern.compile("([A-Z_]+=\\S* )*(mvn|node|npm) .+");

    private Commands() {
    }

    /**
     * Returns the commands that no example runs, not even with more settings, each with the place
     * where it is shown.
     */
    static Map<String, String> alone(Repository repository) {
        Set<String> played = ConsoleExample.all(repository).stream()
                .flatMap(ConsoleExample::commands)
                .flatMap(command -> Arrays.stream(command.split("\\s*(\\||&&|;)\\s*")))
                .collect(Collectors.toSet());
        Map<String, String> alone = new LinkedHashMap<>();
        for (Note note : repository.notes()) {
            shown(note).forEach((command, place) -> {
                if (played.stream().noneMatch(one -> (one + " ").startsWith(command + " "))
                        && NOT_RUN.keySet().stream()
                        .noneMatch(one -> one.matcher(command).matches())) {
                    alone.putIfAbsent(command, place);
                }
            });
        }
        return alone;
    }

    private static Map<String, String> shown(Note note) {
        Map<String, String> commands = new LinkedHashMap<>();
        for (Part code : note.all(Kind.CODE)) {
            if (COMMAND.matcher(code.text()).matches()) {
                commands.putIfAbsent(code.text(), note.at(code));
            }
        }
        for (Part block : note.blocks("sh")) {
            for (int i = 0; i < block.lines().size(); i++) {
                commands.putIfAbsent(block.lines().get(i), note.at(block.line() + i));
            }
        }
        return commands;
    }
}
