package lesson.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrCodeTest {
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    /** Dots of a letter on the screen: half as wide as it is high. */
    private static final int CELL = 8;

    /** As a terminal paints it: the colours of the escape, and those of its own around it. */
    @ParameterizedTest
    @CsvSource({"http://192.168.1.5:8000, 0xFFFFFF", "http://192.168.1.5:8000, 0x000000",
        "http://172.31.255.254:48000, 0x1E1E1E", "http://[2001:db8::1]:8000, 0xFDF6E3"})
    void aPhoneReadsItFromALightAndFromADarkTerminal(String url, String around)
            throws ReaderException {
        List<String> lines = QrCode.lines(url).lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("\u001b[38;2;0;0;0;48;2;255;255;255m")
                && line.endsWith("\u001b[0m"));
        List<String> letters = lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
        int columns = letters.get(0).length() + 20;
        int rows = 2 * letters.size() + 10;
        int[] dots = new int[columns * CELL * rows * CELL];
        Arrays.fill(dots, Integer.decode(around));
        for (int y = 0; y < 2 * letters.size(); y++) {
            for (int x = 0; x < letters.get(0).length(); x++) {
                char letter = letters.get(y / 2).charAt(x);
                boolean dark = letter == '█' || letter == (y % 2 == 0 ? '▀' : '▄');
                for (int dot = 0; dot < CELL; dot++) {
                    int from = ((y + 5) * CELL + dot) * columns * CELL + (x + 10) * CELL;
                    Arrays.fill(dots, from, from + CELL, dark ? BLACK : WHITE);
                }
            }
        }
        var picture = new RGBLuminanceSource(columns * CELL, rows * CELL, dots);
        assertEquals(url, new QRCodeReader().decode(new BinaryBitmap(
                new HybridBinarizer(picture))).getText());
    }
}
