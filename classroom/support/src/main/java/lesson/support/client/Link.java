package lesson.support.client;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lesson.support.FrameReader;
import lesson.support.FrameReader.RefusedException;
import lesson.support.Wire;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.Writer;

/**
 * One connection of a client. One thread reads, and hands Tyrus whole frames that keep the rules
 * and limits; another writes, so that whoever only wants something sent never waits for a server
 * that does not read.
 */
final class Link extends Writer {
    /** Bytes of the largest message that is taken; a larger one is refused with 1009. */
    static final int LARGEST_MESSAGE = 1 << 20;
    /** Frames that a message may come in. */
    private static final int MOST_FRAGMENTS = 1 << 14;
    /** Frames that may wait for a server that does not read, but goes on sending pings. */
    private static final int MOST_WAITING = 1_000;
    /** Milliseconds between two looks at how long the server has been silent. */
    private static final int TICK = 1_000;
    /** Ticks without a word from the server, after which a ping asks whether it is there. */
    private static final int QUIET = 5;
    /** Ticks without a word, after which it is given up. */
    static final int SILENCE = 10;

    /** Bytes that are read or written in one go. */
    private static final int CHUNK = 16 * 1024;

    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] LAST = "fine".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Socket socket;
    private final InputStream in;           // the socket's, or what a layer of TLS makes of it
    private final OutputStream out;
    private final Wire wire;                // null unless -Dwire
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final FrameReader frames =
            new FrameReader(false, LARGEST_MESSAGE, MOST_FRAGMENTS);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private Connection connection;
    private boolean binary;                 // the message that is under way
    private int quiet;                      // ticks
    private volatile boolean leaving;       // this end has sent its close frame, past Tyrus
    private volatile boolean closed;        // by Tyrus: what waits leaves, nothing more is taken
    private volatile long closedAt;         // nanoseconds
    private volatile boolean writing;
    private volatile long progress;         // nanoseconds, when something has left
    private volatile boolean broken;                 // nothing more leaves
    private int code;                       // of the close frame that has come, else 0
    private volatile int fault;                // close code of what this end has found, else 0
    private String reason = "";

    /** Bytes that leave in one go, and who wants to know when; null where nobody does. */
    private record Piece(byte[] bytes, CompletionHandler<ByteBuffer> done) {
        void failed(IOException why) {
            if (done != null) {
                done.failed(why);
            }
        }
    }

    /** The last piece: behind it, nothing leaves. */
    private static final Piece END = new Piece(new byte[0], null);

    Link(Socket socket, InputStream in, OutputStream out, Wire wire) throws IOException {
        socket.setSoTimeout(TICK);
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.wire = wire;
        start(this::write);
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "lesson-link");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Reads from now on.
     *
     * @param behind what has come behind the answer to the handshake
     */
    void open(Connection opened, ByteBuffer behind) {
        connection = opened;
        start(() -> {
            take(behind);
            read();
        });
    }

    private void read() {
        byte[] bytes = new byte[CHUNK];
        try {
            int count = 0;
            while (count >= 0 && !isLate()) {
                count = read(bytes);
                if (wire != null) {
                    wire.received(ByteBuffer.wrap(bytes).position(Math.max(count, 0)), count);
                }
                take(ByteBuffer.wrap(bytes, 0, Math.max(count, 0)));
                checkSilence();
            }
        } catch (IOException reset) {
            // over, as at its end
        } finally {
            if (!leaving) {
                connection.close(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
            }
            await(written, TICK);       // the answer to a close frame, for instance
            abandon();
        }
    }

    /** Waits, and counts how long: a computer that slept does not take its own for a silence. */
    private int read(byte[] bytes) throws IOException {
        try {
            int count = in.read(bytes);
            quiet = 0;
            return count;
        } catch (SocketTimeoutException e) {
            quiet++;
            return 0;
        }
    }

    private void checkSilence() {
        if (closed) {
            return;
        }
        if (quiet >= SILENCE) {
            refuse(CloseCodes.GOING_AWAY.getCode());
        } else if (isStuck()) {
            refuse(CloseCodes.VIOLATED_POLICY.getCode());       // it says much, and reads nothing
        } else if (quiet >= QUIET) {
            add(frame(PING));
        }
    }

    /** Nothing more comes or leaves. */
    void abandon() {
        fail(new IOException("the connection is over"));
        over.countDown();
    }

    /** The server has had its time to read the close frame, and to answer it. */
    private boolean isLate() {
        return closed && System.nanoTime() - closedAt > TimeUnit.MILLISECONDS.toNanos(TICK) / 2;
    }

    private void take(ByteBuffer bytes) {
        try {
            while (!closed) {
                awaitRoom();
                ByteBuffer frame = frames.next(bytes);
                if (frame == null) {
                    return;
                }
                take(frame, frame.get(0) & 0x0F);
            }
        } catch (RefusedException e) {
            refuse(e.code());
        }
    }

    /** Who asks for many answers at once gets them all, as fast as it reads them. */
    private void awaitRoom() {
        try {
            synchronized (pieces) {
                while (pieces.size() > MOST_WAITING / 2 && !isStuck()) {
                    pieces.wait(TICK);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStuck() {
        return writing
                && System.nanoTime() - progress > TimeUnit.MILLISECONDS.toNanos(SILENCE * TICK);
    }

    private void take(ByteBuffer frame, int opcode) {
        if (opcode == CLOSE) {
            ByteBuffer payload = frame.slice(2, frame.remaining() - 2);
            code = payload.hasRemaining() ? payload.getShort() & 0xFFFF
                    : CloseCodes.NO_STATUS_CODE.getCode();
            reason = StandardCharsets.UTF_8.decode(payload).toString();
            if (leaving) {
                close();
                return;
            }
        }
        if (opcode == PONG && frame.slice(2, frame.remaining() - 2).equals(ByteBuffer.wrap(LAST))) {
            answered.countDown();
        }
        if (opcode > 0 && opcode < CLOSE) {
            binary = opcode == BINARY;
        }
        if (!binary || opcode >= CLOSE) {
            connection.getReadHandler().handle(frame);
        } else if (frame.get(0) < 0) {
            System.err.println("Il server ha mandato un messaggio binario: qui si legge solo"
                    + " testo.");
        }
    }

    /** Closes with a code of this end's own; to Tyrus it looks as if the server had. */
    private void refuse(int code) {
        fault = code;
        add(frame(CLOSE, (byte) (code >> 8), (byte) code));
        connection.close(new CloseReason(CloseCodes.getCloseCode(code), ""));
    }

    /**
     * Returns the close code that this end has found reason for, or 0: 1001 for a server that
     * says nothing, 1008 for one that reads nothing.
     */
    int fault() {
        return fault;
    }

    /** Returns the code of the close frame that has come, 1005 for one without; 0 for none. */
    int code() {
        return code;
    }

    /** Returns the reason in the close frame that has come. */
    String reason() {
        return reason;
    }

    /** Says goodbye with 1000 and waits for the answer, a second at most; Tyrus is not told. */
    void leave() {
        if (over.getCount() == 0) {
            return;
        }
        leaving = true;
        add(frame(CLOSE, (byte) (1000 >> 8), (byte) (1000 & 0xFF)));
        awaitEnd();
        fail(new IOException("left"));
    }

    /** Waits until the connection is over, a little longer than that takes at most. */
    void awaitEnd() {
        await(over, 2 * TICK);
    }

    /**
     * Waits until all that was sent has been answered, a second at most: a pong comes behind the
     * answers to what was sent before its ping.
     *
     * @return whether the connection has not broken meanwhile
     */
    boolean awaitAnswers() {
        add(frame(PING, LAST));
        await(answered, TICK);
        return answered.getCount() == 0 || over.getCount() > 0;
    }

    private static void await(CountDownLatch event, int millis) {
        try {
            event.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A control frame as a client sends it: masked (RFC 6455, 5.3). */
    private static Piece frame(int opcode, byte... payload) {
        byte[] mask = new byte[4];
        RANDOM.nextBytes(mask);
        var frame = ByteBuffer.allocate(6 + payload.length).put((byte) (0x80 | opcode))
                .put((byte) (0x80 | payload.length)).put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        return new Piece(frame.array(), null);
    }

    @Override
    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> done) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        add(new Piece(bytes, done));
    }

    private void add(Piece piece) {
        synchronized (pieces) {
            if (!broken && pieces.size() < MOST_WAITING) {
                pieces.add(piece);
                return;
            }
        }
        if (!broken) {
            fault = CloseCodes.VIOLATED_POLICY.getCode();   // it sends pings, and reads no pong
        }
        var why = new IOException("nothing leaves any more");
        piece.failed(why);
        fail(why);
    }

    private void write() {
        try {
            for (Piece next = pieces.take(); next != END; next = pieces.take()) {
                if (wire != null) {     // before: else the answer could overtake it
                    wire.sent(ByteBuffer.wrap(next.bytes).position(next.bytes.length),
                            next.bytes.length);
                }
                try {
                    write(next.bytes);
                } catch (IOException e) {
                    next.failed(e);
                    throw e;
                }
                if (next.done != null) {
                    next.done.completed(null);
                }
                synchronized (pieces) {
                    pieces.notifyAll();
                }
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            written.countDown();
        }
    }

    private void write(byte[] bytes) throws IOException {
        progress = System.nanoTime();
        writing = true;
        for (int at = 0; at < bytes.length; at += CHUNK) {
            out.write(bytes, at, Math.min(CHUNK, bytes.length - at));
            progress = System.nanoTime();
        }
        writing = false;
    }

    /** Nothing more leaves or comes: whoever waits for that is told. */
    private void fail(IOException why) {
        synchronized (pieces) {
            broken = true;
        }
        // Taken one by one: what the writer has taken leaves or fails there, and is not told twice.
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.failed(why);
        }
        pieces.add(END);
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it had to be
        }
    }

    /** Called by Tyrus when the connection is over for it: what waits still leaves. */
    @Override
    public void close() {
        if (!closed) {
            closedAt = System.nanoTime();
            closed = true;
            add(END);
        }
    }
}
