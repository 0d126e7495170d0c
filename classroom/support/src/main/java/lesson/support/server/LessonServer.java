package lesson.support.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import lesson.support.Settings.BadSettingException;
import lesson.support.Settings;
import lesson.support.Terminal;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.server.WebSocketServer;

/**
 * What every server of the lesson needs and no step is about: settings, a port in use, clients
 * that are rude, an ending with a close frame for everyone.
 */
public abstract class LessonServer extends WebSocketServer {
    private final String host;
    private final Origins origins = new Origins(Settings.origin());
    private final boolean wire = Settings.wire();
    private volatile Guard guard;
    private volatile GuardedSockets sockets;

    /**
     * Takes the port; {@link #start()} then lets the clients in.
     *
     * @param address where to listen; port 0 lets the system choose
     * @throws UncheckedIOException if this port of this host can't be had
     */
    protected LessonServer(InetSocketAddress address) {
        super(bind(address));
        host = address.getHostString();
    }

    /** Starts the server in a thread of its own, every connection within its {@link Limits}. */
    @Override
    public void start() {
        guard = new Guard(this, origins);
        sockets = new GuardedSockets(guard, sockets(), ping(), wire);
        setWebSocketFactory(sockets);
        setConnectionLostTimeout(0);    // the sockets have pings of their own
        setTcpNoDelay(true);    // or a second short answer may wait 40 ms for the first one's ACK
        setReuseAddr(true);     // or the library would take back what bind() has set
        super.start();
    }

    /** Returns how many sockets there may be at one time; a test takes fewer. */
    int sockets() {
        return Limits.SOCKETS;
    }

    /** Returns the milliseconds between two pings; a test takes fewer. */
    int ping() {
        return Limits.PING;
    }

    /**
     * All buffers are made with the first client. The library makes one with each, up to five on
     * two processors: while the only client's callback kept the only one, nobody could come in.
     */
    @Override
    protected void allocateBuffers(WebSocket socket) throws InterruptedException {
        for (int i = 0; i <= 2 * decoders.size(); i++) {
            super.allocateBuffers(socket);
        }
    }

    /** Bound here, a port in use is an exception to catch, not a callback without a client. */
    private static ServerSocketChannel bind(InetSocketAddress address) {
        try {
            var channel = ServerSocketChannel.open();
            // Otherwise a server that has just ended keeps its port for a minute (TIME_WAIT).
            channel.socket().setReuseAddress(true);
            channel.socket().bind(address, Limits.BACKLOG);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns where the server listens.
     *
     * @return a URL with the host as it was asked for and the port that was really bound
     */
    public final String url() {
        return url(host);
    }

    private String url(String host) {
        return "ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + getPort();
    }

    /** A text lesson takes no binary message (RFC 6455, 7.4.1: 1003). */
    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
        socket.close(CloseFrame.REFUSE, "solo testo");
    }

    /** Lets a client go that does not read; what waits for it is freed. */
    final void letGo(WebSocketImpl socket) {
        sockets.execute(() -> {
            if (socket.isOpen()) {
                System.err.println("Un client non legge: chiuso con 1008, "
                        + "per non tenere in memoria quello che lo aspetta.");
                socket.closeConnection(CloseFrame.POLICY_VALIDATION, "non legge");
                Guard.channel(socket).sender().forget();
            }
        });
    }

    /** Ends as a good server does: every client gets a close frame 1001 (RFC 6455, 7.4.1). */
    private void end() {
        try {
            guard.end();
            letWhatWaitsLeave();
            letWhatWaitsLeave();    // once more for who reads, but slowly
            // Not left to stop(): its thread may be gone before it has had these to send.
            getConnections().forEach(socket -> socket.close(CloseFrame.GOING_AWAY));
            await(() -> sockets.open() == 0);
            stop(Limits.STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who reads nothing is let go: the others would wait behind it for their close frame. */
    private void letWhatWaitsLeave() throws InterruptedException {
        Map<WebSocket, Long> before = getConnections().stream()
                .collect(Collectors.toMap(socket -> socket, LessonServer::written));
        await(() -> getConnections().stream().noneMatch(WebSocket::hasBufferedData));
        getConnections().stream().filter(WebSocket::hasBufferedData)
                .filter(socket -> before.getOrDefault(socket, 0L) == written(socket))
                .forEach(socket ->
                        socket.closeConnection(CloseFrame.POLICY_VALIDATION, "non legge"));
    }

    private static long written(WebSocket socket) {
        return Guard.channel(socket).sender().written();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.STOP);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
    }

    /**
     * Runs a server as a program: with the settings of the command line, until Ctrl+C. What is
     * wrong with a setting or the port is one line on standard error, and the program ends.
     *
     * @param constructor makes the server, given its address
     */
    public static void launch(Function<InetSocketAddress, LessonServer> constructor) {
        Terminal.open(Limits.PRINTED);
        try {
            InetSocketAddress address = Settings.address();
            try {
                LessonServer server = constructor.apply(address);
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::end));
                if (!address.getAddress().isLoopbackAddress()) {
                    System.err.println("Il server è aperto alla rete. "
                            + server.reachableAt(address));
                }
            } catch (UncheckedIOException e) {
                Terminal.fail(Terminal.FAILED, cannotListen(address, e.getCause()));
            }
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        }
    }

    /** 0.0.0.0 means every address of this machine; a client has to type one of them. */
    private String reachableAt(InetSocketAddress address) {
        try {
            String urls = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> address.getAddress().isAnyLocalAddress()
                            ? a instanceof Inet4Address && !a.isLoopbackAddress()
                            : a.equals(address.getAddress()))
                    .map(InetAddress::getHostAddress).map(this::url)
                    .collect(Collectors.joining(", "));
            return urls.isEmpty() ? "Questa macchina non è in rete: la raggiunge solo lei, su "
                    + url("localhost") + "." : "Chi è in rete lo raggiunge su " + urls + ".";
        } catch (IOException e) {
            return "I suoi indirizzi non si lasciano leggere: " + e.getMessage() + ".";
        }
    }

    private static String cannotListen(InetSocketAddress address, IOException e) {
        int port = address.getPort();
        String message = String.valueOf(e.getMessage());
        if (message.contains("in use")) {
            return "La porta " + port + " è già occupata: chiudi il programma che la usa, oppure"
                    + " scegline un'altra, per esempio -Dport=" + (port % 65535 + 1) + ".";
        }
        if (message.contains("assign")) {
            return "host: «" + address.getHostString() + "» non è un indirizzo di questa macchina;"
                    + " prova \"-Dhost=localhost\", oppure \"-Dhost=0.0.0.0\" per aprire il server"
                    + " a tutti.";
        }
        return "Il server non può ascoltare sulla porta " + port + " (" + message
                + "): prova una porta più alta, per esempio -Dport=8081.";
    }

    /**
     * Says in a sentence what {@link #onError} was called with.
     *
     * @param error what a client sent, or what a callback threw
     * @return the sentence, in Italian
     */
    protected static String describe(Exception error) {
        if (error instanceof InvalidDataException invalid) {
            return switch (invalid.getCloseCode()) {
                case CloseFrame.NO_UTF8 -> "Un client ha mandato un testo che non è UTF-8 (1007).";
                case CloseFrame.TOOBIG -> "Un client ha mandato un messaggio troppo grande (1009).";
                default -> "Un client ha mandato un frame contro le regole (1002).";
            };
        }
        return "Qualcosa è andato storto con un client: " + error + ".";
    }
}
