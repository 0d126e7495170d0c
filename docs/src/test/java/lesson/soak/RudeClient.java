package lesson.soak;

import static lesson.soak.Crowd.check;
import static lesson.testkit.Peer.BINARY;
import static lesson.testkit.Peer.CLOSE;
import static lesson.testkit.Peer.CONTINUATION;
import static lesson.testkit.Peer.FIN;
import static lesson.testkit.Peer.TEXT;
import static lesson.testkit.Peer.frame;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lesson.testkit.Peer;

/** A client that misbehaves, each time in another way, and must get what that deserves. */
final class RudeClient extends Crowd.SoakClient {
    private static final int FAR_TOO_MUCH = 1000;
    private static final byte[] REQUEST = ("GET / HTTP/1.1\r\nHost: localhost\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\n").getBytes(StandardCharsets.US_ASCII);

    private enum Misbehaviour {
        ONE_GIB_ANNOUNCED(1009, new byte[] {(byte) (FIN | TEXT)}, Peer.length(1 << 30, true),
                new byte[4]),      // the key: a server judges a header when all of it has come
        ONE_BYTE_TOO_MANY(1009, frame(FIN | TEXT, true, new byte[Dialect.LARGEST + 1])),
        EMPTY_FRAGMENTS(1009, frame(TEXT, true), copies(1100, frame(CONTINUATION, true))),
        NO_MASK(1002, frame(FIN | TEXT, false, (byte) 'x')),
        NO_UTF8(1007, frame(FIN | TEXT, true, (byte) 0xC3, (byte) 0x28)),
        A_BINARY_MESSAGE(1003, frame(FIN | BINARY, true, (byte) 1)),
        VANISHES(0), RESETS(0), GARBAGE(0), GARBAGE_FOR_A_HANDSHAKE(0), FOREIGN_ORIGIN(0),
        NO_JSON(0), LARGE_BUT_ALLOWED(0),
        // These take long: were they not rare, soon all would be at them.
        HALF_A_HANDSHAKE(0), SILENT(0), FREEZES(0);

        private final int code;         // with which the server closes what begins with these bytes
        private final byte[] bytes;

        Misbehaviour(int code, byte[]... parts) {
            var all = new ByteArrayOutputStream();
            List.of(parts).forEach(all::writeBytes);
            this.code = code;
            this.bytes = all.toByteArray();
        }

        private static byte[] copies(int times, byte[] bytes) {
            var all = new ByteArrayOutputStream();
            Collections.nCopies(times, bytes).forEach(all::writeBytes);
            return all.toByteArray();
        }
    }

    private volatile Misbehaviour misbehaviour;
    private volatile Peer peer;
    private int frozen;

    RudeClient(Crowd crowd, Random random) {
        super(crowd, random);
    }

    @Override
    void comes() {
        do {
            misbehaviour = Misbehaviour.values()[random.nextInt(Misbehaviour.values().length)];
        } while (misbehaviour.compareTo(Misbehaviour.HALF_A_HANDSHAKE) >= 0
                && random.nextInt(5) > 0);
        crowd.count(misbehaviour.name(), 1);
        if (Set.of(Misbehaviour.HALF_A_HANDSHAKE, Misbehaviour.GARBAGE_FOR_A_HANDSHAKE,
                Misbehaviour.FOREIGN_ORIGIN).contains(misbehaviour)) {
            peer = Peer.raw(crowd.port);
        } else {
            peer = Peer.open(crowd.port);
            crowd.count("connections", 1);
        }
        frozen = 0;
        after(1000, misbehaviour == Misbehaviour.FREEZES ? this::freezes : this::acts);
    }

    private void acts() {
        switch (misbehaviour) {
            case VANISHES -> says("Ciao");
            case RESETS -> {
                says("Ciao");
                peer.reset();
            }
            case GARBAGE, GARBAGE_FOR_A_HANDSHAKE -> {
                byte[] garbage = new byte[1 + random.nextInt(2000)];
                random.nextBytes(garbage);
                waits(garbage, true);
            }
            case FOREIGN_ORIGIN -> {
                String answer = peer.upgrade(crowd.port, "Origin: https://example.org");
                check(answer.startsWith("HTTP/1.1 403 "), answer);
                peer.awaitEnd();
            }
            case NO_JSON -> {
                String answer = crowd.dialect.answerToNoJson("{\"testo\":");
                peer.send("{\"testo\":");
                while (!peer.read(TEXT).text().equals(answer)) {
                    // what another has said
                }
                leaves();
            }
            case LARGE_BUT_ALLOWED -> {
                for (int i = 0; i < 3; i++) {
                    says("L".repeat(crowd.dialect.longest()));
                }
                leaves();
            }
            case HALF_A_HANDSHAKE ->
                waits(Arrays.copyOf(REQUEST, random.nextInt(REQUEST.length)), false);
            case SILENT -> waits(new byte[0], false);
            default -> {
                peer.write(misbehaviour.bytes);
                expects(misbehaviour.code);
            }
        }
        peer.close();
        goes();
    }

    /** Sends without reading, until the server has had enough. */
    private void freezes() {
        try {
            check(++frozen < FAR_TOO_MUCH, "never reads, and is not let go");
            says("F".repeat(16 * 1024));
            after(crowd.isLate() ? 1 : crowd.dialect.shortPause, this::freezes);
        } catch (UncheckedIOException letGo) {
            peer.close();
            goes();
        }
    }

    /** Waits until the server ends it. */
    private void waits(byte[] first, boolean saysNoMore) {
        try {
            peer.write(first);
            if (saysNoMore) {
                peer.endOutput();
            } else if (crowd.isLate()) {
                peer.close();
            }
            peer.awaitEnd();
        } catch (UncheckedIOException cut) {
            // as good an end as any
        }
    }

    @Override
    void hurry() {
        if (peer != null && Set.of(Misbehaviour.HALF_A_HANDSHAKE, Misbehaviour.SILENT)
                .contains(misbehaviour)) {
            peer.close();
        }
    }

    private void says(String text) {
        peer.send(crowd.dialect.message(text));
    }

    private void leaves() {
        peer.sendClose(1000, "");
        expects(1000);
    }

    private void expects(int code) {
        int got = peer.read(CLOSE).code();
        check(got == code, "closed with " + got + " instead of " + code);
    }

    @Override
    public String toString() {
        return "who does " + misbehaviour;
    }
}
