package lesson.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private static final byte[] REQUEST = ascii("GET /chat HTTP/1.1\r\nHost: localhost\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    private static final byte[] ANSWER = ascii("HTTP/1.1 101 Switching Protocols\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");

    private final List<String> lines = new ArrayList<>();
    private final Wire wire = new Wire(7, lines::addAll);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("[ |]", ""));
    }

    /** The buffer as the socket leaves it: its position is behind the bytes that passed. */
    private static ByteBuffer passed(byte[] bytes, int from, int count) {
        return ByteBuffer.wrap(bytes).position(from + count);
    }

    private void receive(byte[] bytes) {
        receive(wire, bytes);
    }

    private static void receive(Wire wire, byte[] bytes) {
        wire.received(passed(bytes, 0, bytes.length), bytes.length);
    }

    private void send(byte[] bytes) {
        wire.sent(passed(bytes, 0, bytes.length), bytes.length);
    }

    /** Returns what is printed of frames that come behind a good handshake. */
    private List<String> printedFrames(String hex) {
        send(REQUEST);
        receive(ANSWER);
        lines.clear();
        receive(bytes(hex));
        return lines;
    }

    @Test
    void theHandshakeOfTheRfcIsShownWithTheWayFromTheKeyToTheAccept() {
        send(REQUEST);
        receive(ANSWER);
        assertEquals(List.of(
                "#7 → GET /chat HTTP/1.1",
                "#7 → Host: localhost",
                "#7 → Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "#7 → (la riga vuota che chiude l'handshake)",
                "#7 ← HTTP/1.1 101 Switching Protocols",
                "#7 ← Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "#7 ← (la riga vuota che chiude l'handshake)",
                "#7     Sec-WebSocket-Accept nasce dalla chiave: dGhlIHNhbXBsZSBub25jZQ== +"
                        + " 258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                "#7     → SHA-1 → b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea"
                        + " → Base64 → s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), lines);
    }

    @Test
    void anAcceptThatDoesNotComeFromTheKeyIsSaid() {
        send(REQUEST);
        receive(ascii(new String(ANSWER, StandardCharsets.ISO_8859_1).replace("s3pP", "xxxx")));
        assertThat(lines.get(8)).endsWith("=, ma qui il server ne ha dato un altro.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "81 05 | 48 65 6c 6c 6f; FIN 1, opcode 1 (testo), MASK 0, lunghezza 5; testo «Hello»",
        "81 85 | 37 fa 21 3d | 7f 9f 4d 51 58; FIN 1, opcode 1 (testo), MASK 1 con la chiave"
                + " 37 fa 21 3d, lunghezza 5; testo «Hello»",
        "01 03 | 48 65 6c; FIN 0 (il messaggio continua), opcode 1 (testo), MASK 0, lunghezza 3;"
                + " testo «Hel»",
        "89 05 | 48 65 6c 6c 6f; FIN 1, opcode 9 (ping), MASK 0, lunghezza 5; dati 48 65 6c 6c 6f",
        "8a 85 | 37 fa 21 3d | 7f 9f 4d 51 58; FIN 1, opcode 10 (pong), MASK 1 con la chiave"
                + " 37 fa 21 3d, lunghezza 5; dati 48 65 6c 6c 6f",
        "89 00; FIN 1, opcode 9 (ping), MASK 0, lunghezza 0; senza payload",
        "88 02 | 03 e8; FIN 1, opcode 8 (chiusura), MASK 0, lunghezza 2; codice 1000 (chiusura"
                + " normale), nessun motivo indicato",
        "88 04 | 0f a0 63 c3; FIN 1, opcode 8 (chiusura), MASK 0, lunghezza 4; codice 4000, motivo"
                + " «c\uFFFD»",
        "88 00; FIN 1, opcode 8 (chiusura), MASK 0, lunghezza 0; senza codice: per chi lo riceve"
                + " è 1005",
        "88 01 | 03; FIN 1, opcode 8 (chiusura), MASK 0, lunghezza 1; con un codice incompleto",
        "c3 01 | ff; FIN 1, RSV 100, opcode 3 (riservato), MASK 0, lunghezza 1; dati ff",
        "81 7e | 00 01 | 41; FIN 1, opcode 1 (testo), MASK 0, lunghezza 1 (126, poi 2 byte);"
                + " testo «A»",
        "82 7f | 00 00 00 00 00 00 00 01 | 41; FIN 1, opcode 2 (binario), MASK 0, lunghezza 1"
                + " (127, poi 8 byte); dati 41"})
    void aFrameIsItsBytesAndWhatTheyMean(String hex, String meaning, String content) {
        assertEquals(List.of("#7 ← " + hex, "#7     " + meaning, "#7     " + content),
                printedFrames(hex));
    }

    @Test
    void aContinuationIsToldLikeTheMessageThatItGoesOnWithEvenBehindAPing() {
        assertThat(printedFrames("01 02 68 c3 | 89 00 | 00 01 a8 | 80 02 21 21 | 80 01 41"))
                .elements(2, 8, 11, 14).containsExactly(
                        "#7     testo «h»",         // è is c3 a8: cut in the middle
                        "#7     testo «»",
                        "#7     testo «!!»",
                        "#7     dati 41");          // continues nothing
    }

    @Test
    void ofALongPayloadTheStartIsShownAndHowMuchMoreThereIs() {
        String e = "c3a8".repeat(35_000);
        assertEquals(List.of(
                "#7 ← 81 7f | 00 00 00 00 00 01 11 70 | " + "c3 a8 ".repeat(12)
                        + "… (69976 byte in più)",
                "#7     FIN 1, opcode 1 (testo), MASK 0, lunghezza 70000 (127, poi 8 byte)",
                "#7     testo «" + "è".repeat(62) + "» … (69875 byte in più)",
                "#7 ← 89 00"),
                printedFrames("81 7f 00 00 00 00 00 01 11 70" + e + "8900").subList(0, 4));
    }

    @Test
    void inWhateverPortionsTheBytesComeTheSameIsPrinted() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(ANSWER);
        all.writeBytes(bytes("81 85 37 fa 21 3d 7f 9f 4d 51 58 | 01 02 68 c3 | 80 01 a8 | 8a 00"
                + "82 7e 01 00" + "2a".repeat(256) + "88 04 03 e9 63 69"));
        byte[] bytes = all.toByteArray();
        send(REQUEST);
        receive(bytes);
        assertThat(lines).hasSize(4 + 5 + 3 * 6);
        for (int portion : new int[] {1, 2, 3, 7, 100}) {
            List<String> printed = new ArrayList<>();
            var other = new Wire(7, printed::addAll);
            other.sent(passed(REQUEST, 0, REQUEST.length), REQUEST.length);
            for (int at = 0; at < bytes.length; at += portion) {
                int count = Math.min(portion, bytes.length - at);
                other.received(passed(bytes, at, count), count);
            }
            assertEquals(lines, printed);
        }
    }

    @Test
    void aFrameThatIsPrintedIsPrintedInOnePiece() {
        List<Integer> pieces = new ArrayList<>();
        var other = new Wire(1, piece -> pieces.add(piece.size()));
        byte[] all = ascii("GET / HTTP/1.1\r\n\r\n\u0081\u0001A\u0089\u0000");
        receive(other, all);
        assertEquals(List.of(1, 1, 3, 3), pieces);
    }

    @Test
    void theBytesAreLeftAsTheyWere() {
        byte[] bytes = bytes("81 85 37 fa 21 3d 7f 9f 4d 51 58");
        printedFrames("");
        var buffer = ByteBuffer.wrap(bytes).position(bytes.length).limit(bytes.length);
        wire.received(buffer.asReadOnlyBuffer(), bytes.length);
        assertEquals("#7     testo «Hello»", lines.get(2));
        assertEquals(bytes.length, buffer.position());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "82 ff; Il frame si interrompe nell'intestazione.",
        "82 7f | ff ff ff ff ff ff ff ff | 01; Il frame si interrompe qui: del payload sono passati"
                + " 1 byte.",
        "81 05 | 48; Il frame si interrompe qui: del payload sono passati 1 byte."})
    void aFrameThatIsCutIsShownAsFarAsItCame(String hex, String explanation) {
        assertEquals(List.of(), printedFrames(hex));
        wire.received(ByteBuffer.allocate(0), -1);
        assertEquals("#7 ← " + hex, lines.get(0).replaceFirst(" … .*", ""));
        assertThat(lines).endsWith("#7     " + explanation);
        List<String> before = List.copyOf(lines);
        receive(bytes("89 00"));
        assertEquals(before, lines);
    }

    @Test
    void aLengthThatNoneCanHaveIsShownAsItIsWritten() {
        printedFrames("82 7f ff ff ff ff ff ff ff ff" + "00".repeat(200));
        assertThat(lines).hasSize(3)
                .element(1).asString().contains("lunghezza 18446744073709551615 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK", "HTTP/1.0 101 No"})
    void behindARefusalNothingIsTakenForAFrame(String status) {
        send(REQUEST);
        lines.clear();
        receive(ascii(status + "\r\n\r\n<html>"));
        send(bytes("81 01 41"));
        assertEquals(List.of("#7 ← " + status, "#7 ← (la riga vuota che chiude l'handshake)",
                "#7     Non è una risposta 101: non segue nessun frame."), lines);
    }

    @Test
    void aHandshakeWithoutAnEndIsShownOnlySoFar() {
        receive(ascii("a\n".repeat(1 << 20)));
        assertThat(lines).hasSize(4096 + 2);
        assertEquals("#7     L'handshake non finisce: il resto non viene mostrato.",
                lines.get(4097));
    }

    @Test
    void aLineWithoutAnEndIsCut() {
        receive(ascii("x".repeat(5000) + "\n"));
        assertEquals(List.of("#7 ← " + "x".repeat(300) + "…"), lines);
    }

    @Test
    void whatIsNoHandshakeAtAllIsShownWhenItEnds() {
        receive(ascii("\u0000rubbish"));
        wire.received(ByteBuffer.allocate(0), -1);
        assertEquals(List.of("#7 ← \u0000rubbish", "#7     L'handshake si interrompe qui."), lines);
    }

    @Test
    void noRubbishIsTooMuch() {
        var random = new Random(6455);
        byte[] rubbish = new byte[300];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(rubbish);
            rubbish[1] &= (byte) 0x8F;
            var other = new Wire(1, lines::addAll);
            receive(other, ascii("\r\n"));
            receive(other, rubbish);
            other.received(ByteBuffer.allocate(0), -1);
        }
        assertThat(lines).allMatch(line -> line.length() < 600);
    }
}
