package lesson.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lesson.support.Terminal;

/** An address that a phone can read from the screen. */
final class QrCode {
    /** Modules of white around it, as its standard wants them. */
    private static final int QUIET = 4;
    /** Black on white, whatever the terminal's own colours are; and back to them. */
    private static final String INK = "\u001b[38;2;0;0;0;48;2;255;255;255m";
    private static final String RESET = "\u001b[0m";

    private QrCode() {
    }

    /**
     * Returns the lines of a terminal that show a text: two rows of modules are a line, in upper
     * and lower halves of a letter.
     */
    static String lines(String text) {
        BitMatrix code = matrix(text);
        var lines = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y += 2) {
            lines.append(INK);
            for (int x = 0; x < code.getWidth(); x++) {
                boolean lower = y + 1 < code.getHeight() && code.get(x, y + 1);
                lines.append(code.get(x, y) ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.append(RESET).append('\n');
        }
        return lines.toString();
    }

    /** Prints it where somebody can see it: a terminal that knows colours. */
    static void print(String text) {
        Map<String, String> environment = System.getenv();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        boolean colours = windows ? environment.containsKey("WT_SESSION")
                : !environment.getOrDefault("TERM", "dumb").equals("dumb");
        if (Terminal.isInteractive() && colours) {
            // past the lesson's terminal, which shows an escape instead of sending it
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                    .print(lines(text));
        }
    }

    private static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
                    Map.of(EncodeHintType.MARGIN, QUIET));
        } catch (WriterException e) {
            throw new IllegalArgumentException(text, e);    // an address is short enough
        }
    }
}
