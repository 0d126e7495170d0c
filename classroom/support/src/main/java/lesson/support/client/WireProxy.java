package lesson.support.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import lesson.support.Settings;
import lesson.support.Wire;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * Where {@code -Dwire} sees the bytes of a client: Tyrus lets nobody look, but goes through a proxy
 * if it is told to. This one stands on the loopback in the same program, leads to one server only,
 * and passes on every byte as it is. What Tyrus says to the proxy itself (CONNECT) is not shown.
 */
final class WireProxy {
    /** Milliseconds that the server has to end too when the client has; most do so at once. */
    private static final int LAST_WORD = 3_000;
    /** Milliseconds that a connection to the server may take. */
    private static final int CONNECT = 30_000;
    private static final int BUFFER = 16 * 1024;

    private final ServerSocketChannel entrance;
    private final URI server;
    private final Set<Thread> links = ConcurrentHashMap.newKeySet();
    private volatile Exception failure;

    private WireProxy(URI server) throws IOException {
        this.server = server;
        entrance = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    /**
     * Opens the proxy if it is asked for, and sends what connects through it.
     *
     * @param server where the client connects to
     * @param container what connects
     * @return the proxy; null where there is none
     */
    static WireProxy open(URI server, ClientManager container) {
        if (!Settings.wire()) {
            return null;
        }
        if (server.getScheme().equals("wss")) {
            System.err.println("-Dwire non può mostrare una conversazione cifrata (wss):"
                    + " si va avanti senza.");
            return null;
        }
        try {
            var proxy = new WireProxy(server);
            int port = proxy.entrance.socket().getLocalPort();
            container.getProperties().put(ClientProperties.PROXY_URI, "http://127.0.0.1:" + port);
            daemon(proxy::accept).start();
            return proxy;
        } catch (IOException e) {
            System.err.println("-Dwire non può mostrare niente (" + e.getMessage()
                    + "): si va avanti senza.");
            return null;
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "lesson-wire");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until the connections are over, their last frames passed on and shown. */
    void finish() {
        try {
            for (Thread link : links) {
                link.join(LAST_WORD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns why the last connection could not be made: an error of the proxy's, or Tyrus's. */
    Exception why(Exception error) {
        return failure == null ? error : failure;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = entrance.accept();
                Thread link = daemon(() -> link(client));
                links.add(link);
                link.start();
            }
        } catch (IOException e) {
            // no more connections: the client says that nobody answers
        }
    }

    private void link(SocketChannel client) {
        try (client; var channel = SocketChannel.open()) {
            skipHead(client);
            failure = connect(channel);
            answer(client, "200 OK");
            if (failure == null) {
                converse(client, channel);
            } else {
                // To refuse the CONNECT is simpler, but then Tyrus never frees its threads.
                skipHead(client);
                answer(client, "502 Bad Gateway");
                skipHead(client);
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone
        } finally {
            links.remove(Thread.currentThread());
        }
    }

    /** Returns why there is no connection, as Tyrus would without a proxy; null if there is one. */
    private Exception connect(SocketChannel channel) {
        int port = server.getPort() < 0 ? 80 : server.getPort();
        var address = new InetSocketAddress(server.getHost(), port);
        if (address.isUnresolved()) {
            return new UnresolvedAddressException();
        }
        try {
            channel.socket().connect(address, CONNECT);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Reads a request up to its empty line, and no byte further. */
    private static void skipHead(SocketChannel client) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (int last = 0; last != 0x0D0A0D0A && client.read(one.clear()) > 0; ) {
            last = last << 8 | one.get(0) & 0xFF;
        }
    }

    private static void answer(SocketChannel client, String status) throws IOException {
        client.write(ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    private static void converse(SocketChannel client, SocketChannel server)
            throws IOException, InterruptedException {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        server.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var wire = new Wire();
        Thread back = daemon(() -> pass(server, client, wire::received));
        back.start();
        pass(client, server, wire::sent);
        back.join(LAST_WORD);
    }

    /** Passes bytes on until there are no more. Shown first: else the answer could overtake. */
    private static void pass(SocketChannel from, SocketChannel to, ObjIntConsumer<ByteBuffer> tap) {
        var bytes = ByteBuffer.allocate(BUFFER);
        try {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes.clear())) {
                tap.accept(bytes, count);
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
        } catch (IOException e) {
            // one of the two has gone: the other will notice
        }
        tap.accept(bytes, -1);
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            // gone already
        }
    }
}
