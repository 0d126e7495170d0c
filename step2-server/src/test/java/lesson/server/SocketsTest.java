package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lesson.testkit.Run;
import lesson.testkit.Talker;
import org.junit.jupiter.api.Test;

class SocketsTest {
    private static final byte[] REQUEST = ("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    void socketsBeyondTheLimitAreRefusedAndOthersLetInAgainWhenSomeLeave() throws IOException {
        assertTrue(Limits.SOCKETS >= 12_000, () -> "ulimit -n leaves " + Limits.SOCKETS);
        List<SocketChannel> sockets = new ArrayList<>();
        try (Run server = Run.java(EchoServer.class, "-Dport=0", "-Xmx256m")) {
            int port = server.port();
            Talker early = new Talker(port);
            for (int i = 1; i < Limits.SOCKETS; i++) {
                sockets.add(connect(port));
            }
            SocketChannel tooMany = connect(port);
            assertEquals(-1, read(tooMany));
            assertEquals("Messaggio ricevuto: ci sono", early.ask("ci sono"));
            for (SocketChannel socket : sockets.subList(0, 100)) {
                socket.close();
            }
            // Somebody gets in: as soon as the server has seen that the others left.
            SocketChannel next = connect(port);
            while (read(next) < 0) {
                next = connect(port);
            }
            next.close();
            early.close();
        } finally {
            for (SocketChannel socket : sockets) {
                socket.close();
            }
        }
    }

    private static SocketChannel connect(int port) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);      // leaves no port behind
        try {
            socket.write(ByteBuffer.wrap(REQUEST));
        } catch (IOException e) {
            // refused already
        }
        return socket;
    }

    /** Reads the beginning of an answer; -1 when the server has closed. */
    private static int read(SocketChannel socket) {
        try {
            return socket.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            return -1;
        }
    }
}
