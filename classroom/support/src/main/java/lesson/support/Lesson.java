package lesson.support;

import jakarta.websocket.Session;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.function.Supplier;
import lesson.support.Settings.BadSettingException;
import lesson.support.client.Conversation;
import lesson.support.server.Listener;
import lesson.support.server.Loop;
import org.glassfish.tyrus.client.ClientManager;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.server.WebSocketServer;

/**
 * What a classroom needs besides the lesson, put on from outside: settings, a terminal that loses
 * no character, limits, an orderly end. The same program without {@link #guard} is the bare
 * library, and runs.
 */
public final class Lesson {
    /** Characters of a message that a server prints; on the wire it is never cut. */
    private static final int PRINTED = 1000;

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static boolean client;              // the terminal is open for one
    private static Conversation conversation;   // of a client; null until it connects

    private Lesson() {
    }

    /**
     * Returns where a server listens: {@code -Dhost} and {@code -Dport}. Ends the program with
     * status 2 and one line on standard error if any setting of a server is none.
     */
    public static InetSocketAddress address() {
        Terminal.openForServer(PRINTED);
        EarlyClasses.load();
        checked(Settings::origins);
        checked(Settings::wire);
        checked(Settings::guard);
        return checked(Settings::address);
    }

    /**
     * Puts on what a server needs in a classroom; to be called before {@code start()}. With
     * {@code -Dguard=off} it stays the library's own, but for its port and the end on Ctrl+C.
     */
    public static void guard(WebSocketServer server) {
        if (Settings.guard()) {
            Loop loop = Loop.attach(server, Settings.origins(), Settings.wire());
            atTheEnd(loop::end);
        } else {
            server.setReuseAddr(true);      // or its own last clients keep the port for a minute
            atTheEnd(() -> stop(server));
        }
    }

    /**
     * Returns what connects a client to a server. How the conversation ends, or why there is none,
     * is a line on standard error; it ends the program, with status 0 after a close code 1000,
     * else 1. A bad setting ends it with status 2.
     */
    public static ClientManager container() {
        return container(false, WALKER.getCallerClass());
    }

    /** The same for a client that connects again when the connection is lost: nothing ends it. */
    public static ClientManager lasting() {
        return container(true, WALKER.getCallerClass());
    }

    private static synchronized ClientManager container(boolean lasting, Class<?> caller) {
        if (conversation == null) {
            clientSetting(Settings::url);
            clientSetting(Settings::wire);
            String json = caller.getPackageName().startsWith("lesson.json") ? "5" : "2";
            conversation = new Conversation(lasting, "mvn -q -Dstep=" + json);
        }
        return conversation.container();
    }

    /** Returns where the server of a client is: {@code -Durl}. */
    public static URI url() {
        return clientSetting(Settings::url);
    }

    /** Returns who writes: {@code -Dutente}. Ends the program with status 2 if that is nobody. */
    public static String utente() {
        return clientSetting(Settings::utente);
    }

    /** Returns where the room of many servers is, {@code -Dredis}; null where nothing is set. */
    public static URI redis() {
        return checked(Settings::redis);
    }

    /** Returns whether clients come back at different times: {@code -Dbackoff=jitter}. */
    public static boolean jitter() {
        return clientSetting(() -> Settings.choice("backoff", "fixed", "jitter")).equals("jitter");
    }

    /** Sends the lines that are typed to a server from now on, and ends with them. */
    public static void talk(Session session) {
        talk(session, line -> line);
    }

    /**
     * The same for lines that become something else.
     *
     * @param typed makes what is sent of a line; null where nothing is
     */
    public static void talk(Session session, Conversation.Typed typed) {
        conversation.talk(session, typed);
    }

    private static synchronized <T> T clientSetting(Supplier<T> setting) {
        if (!client) {
            client = true;
            Terminal.openForClient();
            EarlyClasses.load();
        }
        return checked(setting);
    }

    private static <T> T checked(Supplier<T> setting) {
        try {
            return setting.get();
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
            throw e;
        }
    }

    private static void atTheEnd(Runnable task) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Terminal.keep();
            task.run();
            Terminal.drain();
        }));
    }

    private static void stop(WebSocketServer server) {
        try {
            server.stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns the address for the line that says where a server listens: the host as it was asked
     * for, and the port that was really bound. Where that is open to the network, standard error
     * names the addresses that others can type.
     */
    public static String url(WebSocketServer server) {
        InetSocketAddress address = server.getAddress();
        if (!address.getAddress().isLoopbackAddress()) {
            System.err.println(Listener.reachable(address, server.getPort()));
        }
        return Listener.url(address.getHostString(), server.getPort());
    }

    /**
     * Says in a sentence, on standard error, what {@code onError} was called with. A port that
     * could not be bound ends the program with status 1.
     *
     * @param error what a client sent, or what a callback threw
     */
    public static void explain(Exception error) {
        if (error instanceof BindException
                || error instanceof SocketException && Listener.isForeign(Settings.address())) {
            Terminal.fail(Terminal.FAILED, Listener.cannotListen(Settings.address()));
        }
        if (!(error instanceof InterruptedException)) {     // the library's own end
            System.err.println(describe(error));
        }
    }

    private static String describe(Exception error) {
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
