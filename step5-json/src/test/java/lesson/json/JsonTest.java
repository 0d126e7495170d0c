package lesson.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.Gson;
import java.time.Instant;
import java.util.stream.Stream;
import lesson.testkit.Scene;
import lesson.testkit.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the server makes of each kind of text, where it is what JSON.parse and JSON.stringify make
 * of it; where it is not, a row of docs/differences.md says so.
 */
class JsonTest {
    private static final String LONG_NUMBER = "9".repeat(1000);

    private static Scene scene;

    @BeforeAll
    static void start() {
        scene = Scene.java(JsonServer.class);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static String ask(String text) {
        try (TestClient client = scene.client()) {
            return client.ask(text);
        }
    }

    /** Hence its two settings in the server. */
    @Test
    void leftToItselfGsonTakesWhatIsNoJsonAndEscapesMore() {
        assertEquals(new Message(null, "<b>='"),
                new Gson().fromJson("{/* ciao */ testo:\"<b>='\"}", Message.class));
        assertEquals("{\"testo\":\"\\u003cb\\u003e\\u003d\\u0027\"}",
                new Gson().toJson(new Message(null, "<b>='")));
        assertEquals(new Message(null, "42"), new Gson().fromJson("{\"testo\":42}", Message.class));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("a text alone", "{\"testo\":\"x\"}"),
                arguments("text and user", "{\"utente\":\"Alice\",\"testo\":\"Ciao, server!\"}"),
                arguments("empty strings", "{\"utente\":\"\",\"testo\":\"\"}"),
                arguments("other names", "{\"testo\":\"x\",\"a\":[1,{}],\"\":null}"),
                arguments("all the white space", " \t\r\n{ \t\r\n\"testo\"\n:\r\"x\"\t} \t\r\n"),
                arguments("an escaped name", "{\"\\u0074esto\":\"x\"}"),
                arguments("name twice, the last is right", "{\"testo\":1,\"testo\":\"x\"}"),
                arguments("__proto__ is a name", "{\"testo\":\"x\",\"__proto__\":{\"utente\":1}}"),
                arguments("byte order mark in a string", "{\"testo\":\"\ufeff\"}"),
                arguments("U+2028, U+2029, U+007F", "{\"testo\":\"\u2028\u2029\u007f\"}"),
                arguments("every escape", "{\"testo\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00Ff\"}"),
                arguments("1e999", "{\"testo\":\"x\",\"n\":1e999}"),
                arguments("1,000 digits", "{\"testo\":\"x\",\"n\":" + LONG_NUMBER + "}"),
                arguments("60 KiB", "{\"testo\":\"" + "x".repeat(60 * 1024) + "\"}"),
                arguments("255 levels", "{\"testo\":\"x\",\"a\":" + nested(254) + "}"));
    }

    static Stream<Arguments> otherJson() {
        return Stream.of(
                arguments("null", "null"),
                arguments("true", "true"),
                arguments("number", "1"),
                arguments("string", "\"testo\""),
                arguments("empty string", "\"\""),
                arguments("array", "[\"testo\"]"),
                arguments("array of a message", "[{\"testo\":\"x\"}]"),
                arguments("empty object", "{}"),
                arguments("empty name", "{\"\":\"x\"}"),
                arguments("user alone", "{\"utente\":\"Alice\"}"),
                arguments("capital letter", "{\"Testo\":\"x\"}"),
                arguments("testo null", "{\"testo\":null}"),
                arguments("testo number", "{\"testo\":1}"),
                arguments("testo boolean", "{\"testo\":true}"),
                arguments("testo array", "{\"testo\":[\"x\"]}"),
                arguments("testo object", "{\"testo\":{\"testo\":\"x\"}}"),
                arguments("testo 1,000 digits", "{\"testo\":" + LONG_NUMBER + "}"),
                arguments("utente null", "{\"testo\":\"x\",\"utente\":null}"),
                arguments("utente number", "{\"testo\":\"x\",\"utente\":1}"),
                arguments("utente boolean", "{\"testo\":\"x\",\"utente\":false}"),
                arguments("utente array", "{\"testo\":\"x\",\"utente\":[\"y\"]}"),
                arguments("utente object", "{\"testo\":\"x\",\"utente\":{}}"),
                arguments("name twice, the last is wrong", "{\"testo\":\"x\",\"testo\":1}"),
                arguments("testo in __proto__", "{\"__proto__\":{\"testo\":\"x\"}}"),
                arguments("1e999", "1e999"),
                arguments("-0", "-0"),
                arguments("exponents", "[1e5,1E+05,0.5e-007,-0.0e0]"),
                arguments("1,000 digits", LONG_NUMBER),
                arguments("1,000 decimals", "0." + LONG_NUMBER),
                arguments("an exponent of 1,000 digits", "[-1e" + LONG_NUMBER + "]"),
                arguments("255 levels", nested(255)),
                arguments("1,000 arrays side by side", "[" + "[],".repeat(999) + "[]]"));
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                arguments("plain text", "Ciao, server!"),
                arguments("byte order mark at the end", "{}\ufeff"),
                arguments("no-break space", "\u00a0{}"),
                arguments("vertical tab", "{}\u000b"),
                arguments("form feed", "{\f}"),
                arguments("U+2028 between tokens", "[1,\u2028 2]"),
                arguments("U+2028 at the end", "{}\u2028"),
                arguments("NUL", "{}\0"),
                arguments("two values", "{} {}"),
                arguments("two values, nothing between", "\"a\"\"b\""),
                arguments("a bracket too many", "{\"testo\":\"x\"}}"),
                arguments("an object never closed", "{\"testo\":\"x\""),
                arguments("an array never closed", "[1"),
                arguments("the wrong bracket", "[1}"),
                arguments("cut off in a string", "{\"testo\":\"x"),
                arguments("cut off after a colon", "{\"testo\":"),
                arguments("trailing comma in an object", "{\"testo\":\"x\",}"),
                arguments("trailing comma in an array", "[1,]"),
                arguments("comma first", "[,1]"),
                arguments("two commas", "[1,,2]"),
                arguments("no comma", "[1 2]"),
                arguments("semicolon", "[1;2]"),
                arguments("no colon", "{\"testo\" \"x\"}"),
                arguments("two colons", "{\"testo\"::\"x\"}"),
                arguments("no value", "{\"testo\":}"),
                arguments("equals sign", "{\"testo\"=\"x\"}"),
                arguments("unquoted name", "{testo:\"x\"}"),
                arguments("number as a name", "{1:2}"),
                arguments("single quotes", "{'testo':'x'}"),
                arguments("line comment", "{}//c"),
                arguments("block comment", "/*c*/{}"),
                arguments("hash comment", "#c\n{}"),
                arguments(")]}'", ")]}'\n{}"),
                arguments("TRUE", "TRUE"),
                arguments("Null", "Null"),
                arguments("truee", "truee"),
                arguments("nul", "nul"),
                arguments("NaN", "NaN"),
                arguments("Infinity", "-Infinity"),
                arguments("undefined", "undefined"),
                arguments("01", "01"),
                arguments("-01", "-01"),
                arguments("1.", "1."),
                arguments(".5", ".5"),
                arguments("+1", "+1"),
                arguments("-", "-"),
                arguments("1e", "1e"),
                arguments("1e+", "1e+"),
                arguments("1.e5", "1.e5"),
                arguments("1e5.5", "1e5.5"),
                arguments("1.2.3", "1.2.3"),
                arguments("0x10", "0x10"),
                arguments("Arabic digit", "\u0661"),
                arguments("0 and 1,000 digits", "0" + LONG_NUMBER),
                arguments("1,000 digits and a point", LONG_NUMBER + "."),
                arguments("line feed in a string", "\"a\nb\""),
                arguments("tab in a name", "{\"a\tb\":1}"),
                arguments("NUL in a string", "\"\0\""),
                arguments("U+001F in a string", "\"\u001f\""),
                arguments("\\'", "\"\\'\""),
                arguments("\\x41", "\"\\x41\""),
                arguments("\\ and line feed", "\"\\\n\""),
                arguments("\\ and U+2028", "\"\\\u2028\""),
                arguments("\\ at the end", "\"\\\""),
                arguments("\\v", "\"\\v\""),
                arguments("\\u12", "\"\\u12\""),
                arguments("\\u+123", "\"\\u+123\""),
                arguments("\\u00g0", "\"\\u00g0\""),
                arguments("\\U0041", "\"\\U0041\""),
                arguments("60,000 levels never closed", "[".repeat(60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aTextThatIsAMessageIsTaken(String what, String text) {
        assertThat(ask(text)).startsWith("{\"testo\":\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherJson")
    void aTextThatJsonParseTakesButIsNoMessageIsRefusedAsSuch(String what, String text) {
        assertEquals("{\"errore\":\"messaggio non valido\"}", ask(text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notJson")
    void aTextThatJsonParseRefusesIsRefused(String what, String text) {
        assertEquals("{\"errore\":\"JSON non valido\"}", ask(text));
    }

    /** What the check of a message is for: Gson alone would believe all of these. */
    @Test
    void withoutTheCheckANumberBecomesAStringAndWhatIsMissingNull() {
        assertEquals(new Message("true", "42"),
                JsonServer.GSON.fromJson("{\"utente\":true,\"testo\":42}", Message.class));
        assertEquals(new Message(null, null), JsonServer.GSON.fromJson("{}", Message.class));
        assertNull(JsonServer.GSON.fromJson("", Message.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "\"", "\"\\", "\\\"", "1", "-", "1e", " ", "x"})
    void sixtyFourKibibytesOfAnythingCostThatOneMessage(String piece) {
        try (TestClient client = scene.client()) {
            assertThat(client.ask(piece.repeat((1 << 16) / piece.length())))
                    .startsWith("{\"errore\":\"");
            assertThat(client.ask("{\"testo\":\"va\"}")).startsWith("{\"testo\":\"va\",");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`Ciao, server!`, `Ciao, server!`",
        "`\\\"\\\\\\/`, `\\\"\\\\/`",
        "`\\b\\t\\n\\f\\r`, `\\b\\t\\n\\f\\r`",
        "`\\u0000\\u0001\\u000B\\u001f`, `\\u0000\\u0001\\u000b\\u001f`",
        "`\\u0041\\u00e9\\u00E9`, `A\u00e9\u00e9`",
        "`\\\\u0041 \\\\u2028 \\\\ud800`, `\\\\u0041 \\\\u2028 \\\\ud800`",
        "`<a href='x'>&=</a>`, `<a href='x'>&=</a>`",
        "`\u007f\u0080\u00e8\ufeff\uffff`, `\u007f\u0080\u00e8\ufeff\uffff`",
        "`\ud83d\ude00`, `\ud83d\ude00`",
        "`\\ud83d\\ude00`, `\ud83d\ude00`",
        "`$1`, `$1`"
    })
    void aTextComesBackAsJsonStringifyWritesIt(String sent, String written) {
        assertThat(ask("{\"testo\":\"" + sent + "\"}"))
                .startsWith("{\"testo\":\"" + written + "\",\"timestamp\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T10:00:00Z, 2026-01-01T10:00:00.000Z",
        "2026-01-01T10:00:00.1Z, 2026-01-01T10:00:00.100Z",
        "2026-01-01T10:00:00.020Z, 2026-01-01T10:00:00.020Z",
        "2026-01-01T10:00:00.003Z, 2026-01-01T10:00:00.003Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z"
    })
    void aTimestampHasAlwaysThreeDecimals(Instant instant, String written) {
        assertEquals(written, JsonServer.ISO.format(instant));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
