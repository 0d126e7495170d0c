package lesson.docs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How what a run printed is held against what a note shows: to the letter, but for the shapes. */
final class Console {
    /** Ports that a note shows and no test may use: the default, and the one beside it. */
    static final int PORT = 8080;

    private static final Pattern WIRE = Pattern.compile("#\\d+ .*");
    private static final String HEX = "[0-9a-f]{2}(?: [0-9a-f]{2})*";
    /** The first two bytes of a masked frame, the bytes of a long length, and the rest. */
    private static final Pattern MASKED = Pattern.compile("(#\\d+ [←→] [0-9a-f]{2} "
            + "(?:fe \\| " + HEX + "|ff \\| " + HEX + "|[89a-f][0-9a-f]) \\| )([^…]*)(.*)");
    private static final List<Shape> SHAPES = List.of(
            new Shape(Tab.TIME, "<time>"),
            new Shape("(?<=Date: ).* GMT", "<time>"),
            new Shape("(?<![\\w.,])\\d+(?:[.,]\\d+)? (ms|s)\\b", "<n> $1"),
            new Shape("(?<![\\d.])v?\\d+\\.\\d+\\.\\d+(?:[-+][\\w.]+)?(?![\\d.])", "<version>"),
            new Shape("(?<=^Java: ).*", "<version>"),
            new Shape("(?<=Sec-WebSocket-(?:Key|Accept): ).*", "<key>"),
            new Shape("(?<=dalla chiave: )\\S+", "<key>"),
            new Shape("(?<=SHA-1 → )" + HEX + " → Base64 → \\S+", "<key>"),
            new Shape("(?<=\"chiave\":\")[0-9a-f-]{36}", "<key>"),
            new Shape("(?<=con la chiave )" + HEX, "<mask>"));

    private record Shape(Pattern pattern, String name) {
        Shape(String regex, String name) {
            this(Pattern.compile(regex), name);
        }
    }

    private Console() {
    }

    /** Whether a line is of those that -Dwire prints. */
    static boolean isWire(String line) {
        return WIRE.matcher(line).matches();
    }

    /** Returns a line with a name in the place of all that no two runs have in common. */
    static String shape(String line) {
        String shaped = line;
        for (Shape shape : SHAPES) {
            shaped = shape.pattern.matcher(shaped).replaceAll(shape.name);
        }
        Matcher masked = MASKED.matcher(shaped);
        return masked.matches() ? masked.group(1)
                + masked.group(2).replaceAll("[0-9a-f]{2}", "xx") + masked.group(3) : shaped;
    }

    /**
     * Returns a command that uses other ports than those which the note shows. Options for Maven
     * that it sets come behind those that are set already: they tell the port.
     */
    static String onPort(String command, int port) {
        return replaceNumber(replaceNumber(command, PORT + 1, port + 1), PORT, port)
                .replace("MAVEN_OPTS=", "MAVEN_OPTS=\"$MAVEN_OPTS \"");
    }

    /** Returns what was printed as if it had been on the ports that the note shows. */
    static String fromPort(String line, int port) {
        return replaceNumber(replaceNumber(line, port + 1, PORT + 1), port, PORT);
    }

    private static String replaceNumber(String text, int number, int other) {
        return text.replaceAll("(?<!\\d)" + number + "(?!\\d)", Integer.toString(other));
    }

    /** Whether lines stand in a row among others. */
    static boolean isRow(List<String> lines, List<String> among) {
        return Collections.indexOfSubList(shapes(among), shapes(lines)) >= 0;
    }

    private static List<String> shapes(List<String> lines) {
        List<String> shapes = new ArrayList<>();
        lines.forEach(line -> shapes.add(shape(line)));
        return shapes;
    }
}
