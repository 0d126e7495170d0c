package lesson.support;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Standard input, output and error: in a charset in which no character is lost, and with nothing
 * that a message can do to the screen.
 */
public final class Terminal {
    /** Exit status of a run that could not do its work. */
    public static final int FAILED = 1;
    /** Exit status of a run that was asked for something that there is not. */
    public static final int USAGE = 2;
    /** No line is too long. */
    public static final int UNLIMITED = Integer.MAX_VALUE;
    /** Characters of a line that is read: no message is so long, and memory has an end. */
    public static final int LONGEST_LINE = 1 << 20;
    private static final char MARK = '\uFEFF';      // of the order of bytes
    /** Characters of a line that is printed, in which the ": " before its message stands. */
    private static final int START = 100;
    /** Milliseconds that lines have to be printed when a program ends. */
    private static final long LAST_LINES = 200;

    /** Milliseconds that the line has which says why a program ends. */
    private static final long LAST_WORDS = 2_000;

    static final Charset OUT = charset("stdout.encoding");
    private static final Charset ERR = charset("stderr.encoding");
    private static final Charset IN = charset("stdin.encoding");

    private static volatile LinePrinter printer;    // null where whoever prints may wait
    private static PrintStream out;
    private static PrintStream err;

    private Terminal() {
    }

    /**
     * Makes {@code System.out} and {@code System.err} print in the terminal's charset (in UTF-8
     * where they are no terminal), each control character as a visible escape.
     *
     * @param longest how many characters of a message are printed (what follows the first ": " of
     *     a line is the message); a longer one is cut, and its length stands behind it
     */
    public static void open(int longest) {
        System.setOut(new VisiblePrintStream(new FileOutputStream(FileDescriptor.out), OUT,
                longest));
        System.setErr(new VisiblePrintStream(new FileOutputStream(FileDescriptor.err), ERR,
                longest));
    }

    /**
     * The same for a server, which must not wait for its terminal: its lines wait instead, up to
     * 1 MiB of them; how many more there were is said in a line.
     */
    public static void openForServer(int longest) {
        open(new LinePrinter(false), longest);
    }

    /** The same for a client, which loses no line, but waits where too many wait. */
    public static void openForClient() {
        open(new LinePrinter(true), UNLIMITED);
    }

    private static void open(LinePrinter before, int longest) {
        printer = before;
        out = new VisiblePrintStream(
                printer.before(new FileOutputStream(FileDescriptor.out)), OUT, longest);
        err = new VisiblePrintStream(
                printer.before(new FileOutputStream(FileDescriptor.err)), ERR, longest);
        System.setOut(out);
        System.setErr(err);
        Runtime.getRuntime().addShutdownHook(new Thread(Terminal::drain));
    }

    /**
     * Keeps both streams when the program is asked to end: Maven then takes them back, and a last
     * line would overtake those that wait. Whoever prints waits meanwhile.
     */
    static void keep() {
        if (printer == null) {
            return;
        }
        boolean maven = System.getProperty("maven.home") != null;
        synchronized (printer) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_LINES);
            while (maven && System.err == err && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Waits until the lines that are printed reach their reader: what brings more should wait. */
    public static void awaitRoom() {
        printer.awaitRoom();
    }

    /** Waits until all lines have been printed, however long that takes. */
    public static void awaitPrinted() {
        printer.drain(Long.MAX_VALUE / 2_000_000);
    }

    /** Gives the lines that wait a moment to be printed, before the program ends. */
    public static void drain() {
        if (printer != null) {
            printer.drain(LAST_LINES);
        }
    }

    /**
     * Returns standard input, to be read line by line, from behind a byte order mark on.
     *
     * @throws IOException now or later: it can't be read, or a line has no end
     */
    public static BufferedReader input() throws IOException {
        InputStream in = isClosed() ? InputStream.nullInputStream()
                : new FileInputStream(FileDescriptor.in);
        var input = new BufferedReader(new FilterReader(new InputStreamReader(in, IN)) {
            private int length;     // of the line, so far

            @Override
            public int read(char[] chars, int from, int most) throws IOException {
                int count = super.read(chars, from, most);
                for (int i = from; i < from + count; i++) {
                    length = chars[i] == '\n' || chars[i] == '\r' || chars[i] == MARK ? 0
                            : length + 1;
                    if (length > LONGEST_LINE) {
                        throw new IOException("a line without an end");
                    }
                }
                return count;
            }
        });
        input.mark(1);
        if (input.read() != MARK) {
            input.reset();
        }
        return input;
    }

    /** Where a program is started with its input closed, a JVM takes the number for its own. */
    private static boolean isClosed() {
        try {
            return Path.of("/proc/self/fd/0").toRealPath()
                    .startsWith(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException e) {
            return false;       // a system without such names, or no file
        }
    }

    /**
     * Ends the program: one line on standard error, no stack trace.
     *
     * @param status the exit status, {@link #FAILED} or {@link #USAGE}
     * @param message what is wrong and what to try, in a sentence
     */
    public static void fail(int status, String message) {
        System.err.println(message);
        if (printer != null) {
            printer.drain(LAST_WORDS);
        }
        System.exit(status);
    }

    /**
     * Shows what would otherwise act: controls and escape sequences, line ends, marks that turn
     * the direction of writing, halves of a surrogate pair. All else stays as it is.
     *
     * @param text any text
     * @return the text with escapes in their place: {@code \n}, {@code \r}, {@code \t}, and the
     *     others by their number, {@code \}{@code u001b}
     */
    public static String visible(String text) {
        if (text.codePoints().noneMatch(Terminal::acts)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (acts(c)) {
                        shown.append(String.format("\\u%04x", c));
                    } else {
                        shown.appendCodePoint(c);
                    }
                }
            }
        });
        return shown.toString();
    }

    private static boolean acts(int c) {
        return Character.isISOControl(c)
                || c == 0x061C || c == 0x200E || c == 0x200F    // marks of writing direction
                || c >= 0x2028 && c <= 0x202E || c >= 0x2066 && c <= 0x2069
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static Charset charset(String property) {
        String name = System.getProperty("sun." + property);    // JDK 17: a terminal's, or none
        if (name == null) {
            name = System.getProperty(property);                // JDK 19 and later: always
            if (name == null) {
                name = property.startsWith("stdin") && isInteractive()
                        ? System.console().charset().name() : "UTF-8";
            } else if (name.equals(System.getProperty("native.encoding")) && !isInteractive()) {
                name = "UTF-8";
            }
        }
        // The C locale says ASCII because nobody said anything; UTF-8 contains it.
        Charset charset = Charset.isSupported(name) ? Charset.forName(name)
                : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /**
     * Returns whether a person sits at input and output. Since JDK 22 there is a console even where
     * there is no terminal.
     */
    public static boolean isInteractive() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Prints through {@link #visible}: whoever prints a message need not think of it. */
    private static final class VisiblePrintStream extends PrintStream {
        private final Charset charset;
        private final int longest;

        VisiblePrintStream(OutputStream out, Charset charset, int longest) {
            super(out, true, charset);
            this.charset = charset;
            this.longest = longest;
        }

        @Override
        public void print(String text) {
            super.print(visible(cut(String.valueOf(text))));
        }

        /** In one piece: where both go to one terminal, the other stream can't tear the line. */
        @Override
        public void println(String text) {
            byte[] line = (visible(cut(String.valueOf(text))) + System.lineSeparator())
                    .getBytes(charset);
            write(line, 0, line.length);
        }

        private String cut(String text) {
            int colon = text.indexOf(": ");
            int start = colon < 0 || colon > START ? 0 : colon + 2;
            int length = text.codePointCount(start, text.length());
            if (length <= longest) {
                return text;
            }
            int end = text.offsetByCodePoints(start, longest);
            return text.substring(0, end) + "… (" + length + " caratteri)";
        }
    }
}
