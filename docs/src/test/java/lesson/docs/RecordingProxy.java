package lesson.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntSupplier;

/** Stands between clients and a server, passes every byte on and writes down every frame. */
public final class RecordingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final IntSupplier server;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Socket> clients = new ArrayList<>();

    /** The frames of one connection, in both directions. */
    static final class Connection {
        private final Recorder sent = new Recorder();
        private final Recorder received = new Recorder();

        /** Returns what the client sent, a line a frame; its pings and pongs left out. */
        List<String> sent() {
            return sent.frames();
        }

        /** Returns what the client received. */
        List<String> received() {
            return received.frames();
        }
    }

    /** @param server the port of the server that connections go on to */
    public RecordingProxy(int server) {
        this(() -> server);
    }

    /** @param server is asked for that port at each connection */
    public RecordingProxy(IntSupplier server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the connections that there were, in the order in which they were opened. */
    synchronized List<Connection> connections() {
        return List.copyOf(connections);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                try {
                    Socket onward = new Socket("127.0.0.1", server.getAsInt());
                    client.setTcpNoDelay(true);
                    onward.setTcpNoDelay(true);
                    var connection = new Connection();
                    synchronized (this) {
                        connections.add(connection);
                        clients.add(client);
                    }
                    daemon(() -> pass(client, onward, connection.sent));
                    daemon(() -> pass(onward, client, connection.received));
                } catch (IOException e) {
                    client.close();     // as if there were no server
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Cuts every connection that there is; new ones can be made at once. */
    public synchronized void cut() {
        clients.forEach(RecordingProxy::close);
        clients.clear();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(Socket from, Socket to, Recorder recorder) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                recorder.write(bytes, count);
                out.write(bytes, 0, count);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(to);      // a reset goes on as an end
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One direction: an HTTP head, then frames. */
    private static final class Recorder {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        synchronized void write(byte[] bytes, int count) {
            all.write(bytes, 0, count);
        }

        synchronized List<String> frames() {
            byte[] bytes = all.toByteArray();
            int start = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            List<String> frames = new ArrayList<>();
            if (start < 0) {
                return frames;
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes, start + 4, bytes.length - start - 4);
            while (rest.remaining() >= 2) {
                int first = rest.get() & 0xFF;
                int second = rest.get() & 0xFF;
                long length = second & 0x7F;
                length = length == 126 ? rest.getShort() & 0xFFFF : length == 127 ? rest.getLong()
                        : length;
                byte[] mask = new byte[4];
                if ((second & 0x80) != 0) {
                    rest.get(mask);
                }
                if (rest.remaining() < length) {
                    frames.add("cut short");
                    break;
                }
                byte[] payload = new byte[(int) length];
                rest.get(payload);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                boolean control = (first & 0x0F) == 9 || (first & 0x0F) == 10;
                if (!control) {     // when a ping is due is nobody's promise
                    frames.add(frame(first, (second & 0x80) != 0, payload));
                }
            }
            return frames;
        }

        private static String frame(int first, boolean masked, byte[] payload) {
            String start = HexFormat.of().formatHex(new byte[] {(byte) first})
                    + (masked ? " masked " : " ") + payload.length + " ";
            return start + ((first & 0x0F) == 1 ? new String(payload, StandardCharsets.UTF_8)
                    : HexFormat.of().formatHex(payload));
        }
    }
}
