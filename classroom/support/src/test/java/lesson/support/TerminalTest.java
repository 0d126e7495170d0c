package lesson.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class TerminalTest {
    /** Prints on both streams each line that it reads. */
    public static final class Repeater {
        public static void main(String[] args) throws IOException {
            Terminal.open(20);
            for (String line : Terminal.input().lines().toList()) {
                System.out.println("eco: " + line);
                System.err.println("err: " + line);
            }
        }
    }

    /** Prints a line whose first ": " comes late. */
    public static final class LongLine {
        public static void main(String[] args) {
            Terminal.open(20);
            System.out.println("x".repeat(200) + ": y");
        }
    }

    /** Prints on both streams at the same time. */
    public static final class BothStreams {
        public static void main(String[] args) {
            Terminal.open(Terminal.UNLIMITED);
            Stream.of(System.out, System.err).parallel().forEach(stream -> {
                for (int i = 0; i < 1_000; i++) {
                    stream.println("una riga");
                }
            });
        }
    }

    @Test
    void noLineIsTornWhereBothStreamsGoToOneTerminal() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (Program program = Program.command(Map.of(), null, List.of(
                "bash", "-c", "exec \"$@\" 2>&1", "-", java, "-cp",
                System.getProperty("java.class.path"), BothStreams.class.getName()))) {
            assertEquals(Collections.nCopies(2_000, "una riga"), program.rest());
        }
    }

    /** Is asked to end, and Maven takes its streams back before it has said its last line. */
    public static final class LastLine {
        public static void main(String[] args) {
            PrintStream before = System.out;
            Terminal.openForServer(Terminal.UNLIMITED);
            System.setOut(before);
            System.setErr(before);
            Terminal.keep();
            System.out.println("fine\u001b[2J");
        }
    }

    /** A server may have an address of its own, and ask for none. */
    @Test
    void whereNothingWasOpenedNothingIsKept() {
        PrintStream before = System.out;
        Terminal.keep();
        assertSame(before, System.out);
    }

    @Test
    void whatIsSaidWhileAProgramEndsIsShownAsEver() {
        try (Program program = Program.java(LastLine.class, "-Dmaven.home=x")) {
            assertEquals("fine\\u001b[2J", program.line());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void noCharacterIsLostWhateverTheLocale(String locale) {
        try (Program program = Program.java(Map.of("LC_ALL", locale), Repeater.class.getName())) {
            program.typeAll("perché ☕ 😀 日本\n");
            assertEquals("eco: perché ☕ 😀 日本", program.line());
            assertEquals("err: perché ☕ 😀 日本", program.error());
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "x\u001b[2J,          x\\u001b[2J",
        "a\u0007b,            a\\u0007b",
        "`a\tb\r\nc`,         a\\tb\\r\\nc",
        "\u009b31m,           \\u009b31m",
        "x\u202Ey,            x\\u202ey",
        "x\u2028y,            x\\u2028y",
        "\ud800,              \\ud800",
        "👩‍💻 è ok,              👩‍💻 è ok",
        "C:\\new,             C:\\new"})
    void whatWouldActOnTheScreenIsShownInstead(String text, String shown) {
        assertEquals(shown, Terminal.visible(text));
    }

    @Test
    void aLongMessageIsCutWhereItIsPrintedAndItsLengthStandsBehindIt() {
        try (Program program = Program.java(Repeater.class)) {
            program.typeAll("12345678901234567890\n123456789012345678901\n"
                    + "😀".repeat(21) + "\n");
            assertEquals(List.of("eco: 12345678901234567890",
                    "eco: 12345678901234567890… (21 caratteri)",
                    "eco: " + "😀".repeat(20) + "… (21 caratteri)"), program.rest());
        }
    }

    @Test
    void aLineWithoutAMessageIsCutToo() {
        try (Program program = Program.java(LongLine.class)) {
            assertEquals(List.of("x".repeat(20) + "… (203 caratteri)"), program.rest());
        }
    }
}
