package lesson.support;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON and time as JavaScript has them, so that a Java server answers as a Node.js one does.
 *
 * <p>Gson holds the values and writes them, but does not read: even when strict, it lets a byte
 * order mark pass, and refuses half a surrogate pair and numbers of 1,024 characters or more.
 */
public final class Json {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    // A backslash takes its next character along: in \\u2028 the second one escapes nothing. Half
    // a surrogate pair is found only where the other half is missing: to a regular expression, a
    // whole pair is one character.
    private static final Pattern ESCAPE_OR_LONE_SURROGATE =
            Pattern.compile("\\\\(?:u202[89]|.)|[\\ud800-\\udfff]");

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Json() {
    }

    /**
     * Reads a text as {@code JSON.parse} does: takes what it takes and refuses what it refuses,
     * and also what is nested deeper than 255. As in JavaScript, every number is a double.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static JsonElement parse(String text) {
        return new Parser(text).document();
    }

    /** Returns whether there is an element, and it is a string. */
    public static boolean isString(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    /**
     * Writes a record or a JSON element, its strings character for character as
     * {@code JSON.stringify} does. A null in a record is left out, as JavaScript's undefined is.
     */
    public static String stringify(Object value) {
        // Gson's toJson would leave out the nulls of a JSON element, too.
        String json = value instanceof JsonElement ? value.toString() : GSON.toJson(value);
        return ESCAPE_OR_LONE_SURROGATE.matcher(json).replaceAll(found -> {
            String piece = found.group();
            return switch (piece) {
                // Gson writes these two as escapes, whatever it is told.
                case "\\u2028" -> "\u2028";
                case "\\u2029" -> "\u2029";
                default -> Matcher.quoteReplacement(piece.startsWith("\\")
                        ? piece : "\\u%04x".formatted((int) piece.charAt(0)));
            };
        });
    }

    /**
     * Does once what each message needs, for nothing: what Java does for the first time takes long,
     * and a client that ends waits only a second for its last answer.
     */
    public static void warmUp() {
        parse(stringify(new Example(now())));
    }

    /** Something to write and read. */
    private record Example(String testo) {
    }

    /** The current time as {@code new Date().toISOString()} writes it: always 24 characters. */
    public static String now() {
        return now(Instant.now());
    }

    /** The same for a given time: Instant's own toString() would drop milliseconds that are 0. */
    public static String now(Instant instant) {
        return ISO.format(instant);
    }

    /** The grammar of JSON (RFC 8259): its tokens, and how they may follow each other. */
    private static final class Parser {

        // A limit, so that no text can exhaust the stack.
        private static final int DEEPEST = 255;

        // What is repeated is never given back (*+, ++), and a token starts where the last one
        // ended (\G), so that no text takes much time or stack.
        private static final Pattern TOKEN = Pattern.compile("""
                (?x) \\G [\\ \\t\\n\\r]*+ (
                    [{}\\[\\]:,] | true | false | null
                  | " (?: [^"\\\\\\x00-\\x1f] | \\\\["\\\\/bfnrt] | \\\\u[0-9a-fA-F]{4} )*+ "
                  | -? (?: 0 | [1-9][0-9]*+ ) (?: \\.[0-9]++ )?+ (?: [eE][-+]?[0-9]++ )?+
                  | \\z )""");

        private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u.{4}|.)");

        private final Matcher tokens;
        private String token; // the next one; empty at the end of the text

        Parser(String text) {
            tokens = TOKEN.matcher(text);
            take();
        }

        JsonElement document() {
            JsonElement value = value(0);
            if (!token.isEmpty()) {
                throw refused();
            }
            return value;
        }

        private JsonElement value(int depth) {
            String first = take();
            switch (first) {
                case "{", "[":
                    if (depth == DEEPEST) {
                        throw refused();
                    }
                    return first.equals("{") ? object(depth + 1) : array(depth + 1);
                case "true", "false":
                    return new JsonPrimitive(first.equals("true"));
                case "null":
                    return JsonNull.INSTANCE;
                case "}", "]", ":", ",", "":
                    throw refused();
                default:
                    return first.startsWith("\"")
                            ? new JsonPrimitive(unquote(first))
                            : new JsonPrimitive(Double.valueOf(first));
            }
        }

        private JsonObject object(int depth) {
            JsonObject object = new JsonObject();
            if (!taken("}")) {
                do {
                    String name = take();
                    if (!name.startsWith("\"")) {
                        throw refused();
                    }
                    expect(":");
                    object.add(unquote(name), value(depth));
                } while (taken(","));
                expect("}");
            }
            return object;
        }

        private JsonArray array(int depth) {
            JsonArray array = new JsonArray();
            if (!taken("]")) {
                do {
                    array.add(value(depth));
                } while (taken(","));
                expect("]");
            }
            return array;
        }

        private String take() {
            String taken = token;
            if (!tokens.find()) {
                throw refused();
            }
            token = tokens.group(1);
            return taken;
        }

        private boolean taken(String wanted) {
            if (!token.equals(wanted)) {
                return false;
            }
            take();
            return true;
        }

        private void expect(String wanted) {
            if (!taken(wanted)) {
                throw refused();
            }
        }

        private static String unquote(String string) {
            return ESCAPE.matcher(string.substring(1, string.length() - 1))
                    .replaceAll(found -> Matcher.quoteReplacement(unescape(found.group())));
        }

        private static String unescape(String escape) {
            return switch (escape.charAt(1)) {
                case 'b' -> "\b";
                case 'f' -> "\f";
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case 'u' -> String.valueOf((char) Integer.parseInt(escape, 2, 6, 16));
                default -> escape.substring(1);
            };
        }

        private static IllegalArgumentException refused() {
            return new IllegalArgumentException("JSON non valido");
        }
    }
}
