package lesson.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import lesson.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final String LONG_NUMBER = "9".repeat(5000);

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
                arguments("lone surrogate", "{\"testo\":\"\ud800\"}"),
                arguments("lone surrogate, escaped", "{\"testo\":\"\\ud800\"}"),
                arguments("surrogates the wrong way round", "{\"testo\":\"\udc00\\ud800\"}"),
                arguments("every escape", "{\"testo\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00Ff\"}"),
                arguments("1e999", "{\"testo\":\"x\",\"n\":1e999}"),
                arguments("5,000 digits", "{\"testo\":\"x\",\"n\":" + LONG_NUMBER + "}"),
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
                arguments("testo 5,000 digits", "{\"testo\":" + LONG_NUMBER + "}"),
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
                arguments("5,000 digits", LONG_NUMBER),
                arguments("5,000 decimals", "0." + LONG_NUMBER),
                arguments("an exponent of 5,000 digits", "[-1e" + LONG_NUMBER + "]"),
                arguments("255 levels", nested(255)),
                arguments("1,000 arrays side by side", "[" + "[],".repeat(999) + "[]]"));
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                arguments("empty text", ""),
                arguments("blank text", " \n"),
                arguments("plain text", "Ciao, server!"),
                arguments("byte order mark", "\ufeff{\"testo\":\"x\"}"),
                arguments("byte order mark alone", "\ufeff"),
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
                arguments("0 and 5,000 digits", "0" + LONG_NUMBER),
                arguments("5,000 digits and a point", LONG_NUMBER + "."),
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
                arguments("lone surrogate outside a string", "\ud800"),
                arguments("100,000 levels never closed", "[".repeat(100_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aTextThatIsAMessageIsTaken(String what, String text) {
        Message.of(Json.parse(text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherJson")
    void aTextThatJsonParseTakesButIsNoMessageIsRefusedAsSuch(String what, String text) {
        JsonElement element = Json.parse(text);
        assertRefused("messaggio non valido", () -> Message.of(element));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notJson")
    void aTextThatJsonParseRefusesIsRefused(String what, String text) {
        assertRefused("JSON non valido", () -> Json.parse(text));
    }

    // The one difference from JSON.parse, which takes all of these.
    @ParameterizedTest
    @ValueSource(ints = {256, 300, 100_000})
    void whatIsNestedDeeperThan255LevelsIsRefused(int levels) {
        assertRefused("JSON non valido", () -> Json.parse(nested(levels)));
        assertRefused("JSON non valido",
                () -> Json.parse("{\"a\":".repeat(levels) + "1" + "}".repeat(levels)));
    }

    @Test
    void aMessageHasTheTextAndTheUserOfTheJson() {
        assertEquals(
                new Message("Alice", "Ciao"), message("{\"testo\":\"Ciao\",\"utente\":\"Alice\"}"));
        assertNull(message("{\"testo\":\"Ciao\"}").utente());
        assertEquals("b", message("{\"testo\":\"a\",\"testo\":\"b\"}").testo());
    }

    @Test
    void noJsonElementIsNoMessage() {
        assertRefused("messaggio non valido", () -> Message.of(null));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`\\\"\\\\\\/`, `\"\\/`",
        "`\\b\\f\\n\\r\\t`, `\b\f\n\r\t`",
        "`\\u0041\\u00e9\\u00E9`, `A\u00e9\u00e9`",
        "`\\\\u0041`, `\\u0041`",
        "`\\ud83d\\ude00`, `\ud83d\ude00`",
        "`\\ud83d\ude00`, `\ud83d\ude00`",
        "`$1 \\\\$1`, `$1 \\$1`"
    })
    void escapesStandForTheirCharacters(String escaped, String plain) {
        assertEquals(plain, Json.parse("\"" + escaped + "\"").getAsString());
        assertEquals(plain, Json.parse("{\"" + escaped + "\":1}")
                .getAsJsonObject().keySet().iterator().next());
    }

    @Test
    void numbersAreDoublesAndTheRestIsWhatItLooksLike() {
        assertEquals("[1.0,-0.0,0.1,{\"a\":[null,true,false]},[],{}]",
                Json.parse("[1,-0,1E-1,{\"a\":[null,true,false]},[],{}]").toString());
        assertEquals(Double.NEGATIVE_INFINITY, Json.parse("-1e999").getAsDouble());
        assertEquals(9007199254740992.0, Json.parse("9007199254740993").getAsDouble());
    }

    // Some of these take minutes, or all of the stack, if anything in them is read twice.
    @ParameterizedTest
    @ValueSource(strings = {"\"\\", "\\\"", "\"", "1", "-", "1e", " ", "x"})
    void aMebibyteOfAnythingIsReadInNoTime(String piece) {
        String half = piece.repeat((1 << 20) / piece.length());
        for (String text : new String[] {half, "\"" + half, "[" + half + "]"}) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                try {
                    Json.parse(text);
                } catch (IllegalArgumentException refused) {
                    assertEquals("JSON non valido", refused.getMessage());
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "`Ciao, server!`, `Ciao, server!`",
        "`\"\\/`, `\\\"\\\\/`",
        "`\b\t\n\f\r`, `\\b\\t\\n\\f\\r`",
        "`\0\u0001\u000b\u001f`, `\\u0000\\u0001\\u000b\\u001f`",
        "`<a href='x'>&=</a>`, `<a href='x'>&=</a>`",
        "`\u007f\u0080\u00e8\ufeff\uffff`, `\u007f\u0080\u00e8\ufeff\uffff`",
        "`\u2028\u2029`, `\u2028\u2029`",
        "`\\u2028 \\\\u2029`, `\\\\u2028 \\\\\\\\u2029`",
        "`\\\u2028`, `\\\\\u2028`",
        "`\ud83d\ude00`, `\ud83d\ude00`",
        "`\ud83d`, `\\ud83d`",
        "`\ude00\ud83d`, `\\ude00\\ud83d`",
        "`\ud83d\ud83d\ude00\ude00`, `\\ud83d\ud83d\ude00\\ude00`",
        "`\\ud800`, `\\\\ud800`",
        "`$1`, `$1`"
    })
    void aStringIsWrittenAsJsonStringifyWritesIt(String plain, String written) {
        assertEquals("{\"utente\":\"x\",\"testo\":\"" + written + "\"}",
                Json.stringify(new Message("x", plain)));
        assertEquals("\"" + written + "\"", Json.stringify(plain));
        JsonElement element = Json.parse("{\"" + written + "\":[null,\"" + written + "\"]}");
        assertEquals("{\"" + written + "\":[null,\"" + written + "\"]}", Json.stringify(element));
    }

    @Test
    void aNullInARecordIsLeftOutAndANullInJsonIsKept() {
        assertEquals("{\"testo\":\"x\"}", Json.stringify(new Message(null, "x")));
        assertEquals("{\"a\":null}", Json.stringify(Json.parse("{\"a\":null}")));
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
        assertEquals(written, Json.now(instant));
    }

    @Test
    void nowIsTheCurrentTime() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String now = Json.now();
        Instant after = Instant.now();
        assertThat(now).hasSize(24);
        assertThat(Instant.parse(now)).isBetween(before, after);
    }

    private static Message message(String text) {
        return Message.of(Json.parse(text));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static void assertRefused(String message, Runnable action) {
        assertEquals(message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
