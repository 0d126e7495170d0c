package lesson.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One end of a WebSocket, frame by frame on a raw socket, client or server: it can be as rude as a
 * test needs. Its frames are those of RFC 6455, section 5.2, unless bytes are written by hand.
 */
public final class Peer implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int FIN = 0x80;

    private static final byte[] MASK = {1, 2, 3, 4};
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final int TIMEOUT = Program.TIMEOUT * 1000;

    private final Socket socket;
    private final InputStream in;
    private final boolean client;

    /** A frame as it came: the first byte (FIN and opcode) and the payload, unmasked. */
    public record Frame(int first, byte[] payload) {
        public int opcode() {
            return first & 0x0F;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The close code; 1005 where there is none. */
        public int code() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    private Peer(Socket socket, boolean client) throws IOException {
        this.socket = socket;
        this.client = client;
        in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(TIMEOUT);
        socket.setTcpNoDelay(true);
    }

    /**
     * Connects without a handshake.
     *
     * @throws UncheckedIOException if nobody listens there
     */
    public static Peer raw(int port) {
        try {
            return new Peer(new Socket("127.0.0.1", port), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets how long the other end may be silent, in milliseconds, before a test fails. */
    public Peer patience(int millis) {
        try {
            socket.setSoTimeout(millis);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and opens a WebSocket, with further header lines if there are any. */
    public static Peer open(int port, String... headers) {
        return raw(port).request(port, new byte[0], headers).opened();
    }

    /** The same, with text messages behind the request, in one write: no machine is too busy. */
    public static Peer saying(int port, List<String> texts) {
        var frames = new ByteArrayOutputStream();
        for (String text : texts) {
            frames.writeBytes(frame(FIN | TEXT, true, text.getBytes(StandardCharsets.UTF_8)));
        }
        return raw(port).request(port, frames.toByteArray()).opened();
    }

    private Peer opened() {
        String answer = head();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("refused: " + answer);
        }
        return this;
    }

    /**
     * Asks for a WebSocket; returns the head of the answer.
     *
     * @param headers further lines, or another key in the place of the usual one
     */
    public String upgrade(int port, String... headers) {
        return request(port, new byte[0], headers).head();
    }

    private Peer request(int port, byte[] behind, String... headers) {
        var request = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Sec-WebSocket-Key:"))) {
            request.append(KEY).append("\r\n");
        }
        request.append("Sec-WebSocket-Version: 13\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(behind);
        return write(bytes.toByteArray());
    }

    /**
     * Lets a client in and answers its handshake.
     *
     * @param headers further lines, or another Connection in the place of the usual one
     */
    public static Peer accept(ServerSocket server, String... headers) {
        return call(server).answer(headers);
    }

    /** Lets a client in, and leaves its handshake unread. */
    public static Peer call(ServerSocket server) {
        try {
            server.setSoTimeout(TIMEOUT);
            return new Peer(server.accept(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the handshake of a client, and answers it.
     *
     * @param headers further lines, or another status (the first of them) or Connection in the
     *     place of the usual one
     */
    public Peer answer(String... headers) {
        try {
            String request = head();
            String key = request.replaceAll("(?is).*\r\nsec-websocket-key: *([^\r]*)\r\n.*", "$1");
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.UTF_8));
            var lines = new ArrayList<String>(List.of(headers));
            lines.addAll(List.of("Upgrade: websocket", "Sec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(digest)));
            if (lines.stream().noneMatch(line -> line.contains("HTTP/"))) {
                lines.add(0, "HTTP/1.1 101 Switching Protocols");
            }
            if (lines.stream().noneMatch(line -> line.startsWith("Connection:"))) {
                lines.add("Connection: Upgrade");
            }
            return write((String.join("\r\n", lines) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's socket on the loopback. Once it is closed, nobody else takes its port. */
    public static ServerSocket server() {
        try {
            return new ServerSocket(Scene.freePort(), 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to the empty line that ends a request or an answer. */
    public String head() {
        var head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return head.toString();
                }
                head.append((char) c);
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes bytes as they are. */
    public Peer write(int... bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return write(narrow);
    }

    /** Writes bytes as they are, and together where several threads write. */
    public synchronized Peer write(byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text message in one frame. */
    public Peer send(String text) {
        return send(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a close frame. */
    public Peer sendClose(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return send(FIN | CLOSE, payload);
    }

    /** Sends a frame, masked if this is a client. */
    public Peer send(int first, byte... payload) {
        return write(frame(first, client, payload));
    }

    /** Returns the bytes of a frame. */
    public static byte[] frame(int first, boolean masked, byte... payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.writeBytes(length(payload.length, masked));
        if (masked) {
            frame.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        return frame.toByteArray();
    }

    /** Returns the bytes that announce a length. */
    public static byte[] length(long length, boolean masked) {
        int mask = masked ? 0x80 : 0;
        if (length >= 0 && length < 126) {
            return new byte[] {(byte) (mask | length)};
        }
        if (length >= 0 && length < 1 << 16) {
            return new byte[] {(byte) (mask | 126), (byte) (length >> 8), (byte) length};
        }
        byte[] bytes = new byte[9];
        bytes[0] = (byte) (mask | 127);
        for (int i = 0; i < 8; i++) {
            bytes[1 + i] = (byte) (length >> 8 * (7 - i));
        }
        return bytes;
    }

    /**
     * Reads bytes, whatever frames they belong to.
     *
     * @param most how many; fewer where the connection ends before
     */
    public Peer skip(long most) {
        try {
            in.skipNBytes(most);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("no bytes", e);
        } catch (IOException e) {
            // the end
        }
        return this;
    }

    /** Reads the next frame; null when the other end has closed the connection or cut it. */
    public Frame read() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            var data = new DataInputStream(in);
            int second = data.readUnsignedByte();
            long length = second & 0x7F;
            length = length == 126 ? data.readUnsignedShort() : length == 127 ? data.readLong()
                    : length;
            byte[] mask = new byte[4];
            if ((second & 0x80) != 0) {
                data.readFully(mask);
            }
            byte[] payload = new byte[(int) length];
            data.readFully(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(first, payload);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("no frame", e);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Reads the next frame that is no ping, and answers pings: whoever is slow to speak is asked by
     * one whether it is there. Null when the other end has closed the connection or cut it.
     */
    public Frame next() {
        Frame frame = read();
        while (frame != null && frame.opcode() == PING) {
            send(FIN | PONG, frame.payload());
            frame = read();
        }
        return frame;
    }

    /** Reads the next frame of an opcode, past others; the test fails if none comes. */
    public Frame read(int opcode) {
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.opcode() == opcode) {
                return frame;
            }
        }
        throw new AssertionError("closed before a frame with opcode " + opcode);
    }

    /** Waits until the other end has closed the connection, past whatever comes before. */
    public void awaitEnd() {
        while (read() != null) {
            // a frame that does not matter here
        }
    }

    /** Ends what this end sends, and still reads. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection: what is still on its way is lost, in both directions. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
