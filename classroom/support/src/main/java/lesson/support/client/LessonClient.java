package lesson.support.client;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import lesson.support.Settings.BadSettingException;
import lesson.support.Settings;
import lesson.support.Terminal;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.core.CloseReasons;
import org.glassfish.tyrus.core.HandshakeException;

/**
 * What every client of the lesson needs and no step is about: settings, lines typed at the
 * keyboard, a server that is silent, an ending with the right close code and exit status.
 */
public abstract class LessonClient {
    /** Bytes of the largest message that is taken; a larger one is refused with 1009. */
    protected static final int LARGEST_MESSAGE = 1 << 20;
    /** Bytes of the largest frame that is read to its end, so that 1009 can be said of it. */
    private static final int LARGEST_FRAME = 16 * LARGEST_MESSAGE;
    /** Seconds without a word from the server, handshake included: then it is given up. */
    private static final int SILENCE = 10;
    /** Seconds without a word after which a ping asks whether it is still there. */
    private static final int QUIET = 5;
    /** Milliseconds that the last answer has to come when nothing more will be typed. */
    private static final int LAST_ANSWER = 1_000;
    /** Milliseconds that a connection has to close when the program ends. */
    private static final int LAST_CLOSE = 1_000;

    /** Runs what is due; a daemon, it keeps no program alive. */
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(LessonClient::daemon);
    private static final ClientManager CONTAINER =
            limited(ContainerProvider.getWebSocketContainer());

    private final URI url = Settings.url();
    private final WireProxy wire = WireProxy.open(url, CONTAINER);      // null unless -Dwire
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private volatile Session session;
    private volatile int quiet;
    private volatile boolean silent;
    private ScheduledFuture<?> heartbeat;

    /**
     * Opens a connection, and returns when it is open.
     *
     * @throws DeploymentException if nobody answers or the handshake fails
     * @throws IOException if the connection fails
     */
    protected abstract void connect() throws DeploymentException, IOException;

    /**
     * Sends a line that was typed, as it is. A step that wraps it in something overrides this.
     *
     * @param line the line, without its end
     */
    protected void typed(String line) {
        send(line);
    }

    /** Returns where the server is. */
    protected final URI url() {
        return url;
    }

    /** Returns what opens connections, with the limits of the lesson. */
    protected static WebSocketContainer container() {
        return CONTAINER;
    }

    private static ClientManager limited(WebSocketContainer container) {
        var manager = (ClientManager) container;
        manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, SILENCE * 1000);
        manager.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, LARGEST_FRAME);
        manager.setDefaultMaxTextMessageBufferSize(LARGEST_MESSAGE);
        return manager;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "lesson-timer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * To be called when a connection opens: from here on the client can send, and notices when
     * the server goes silent.
     *
     * @param opened the connection
     */
    protected final void opened(Session opened) {
        quiet = 0;
        silent = false;
        unanswered.set(0);
        opened.addMessageHandler(PongMessage.class, pong -> quiet = 0);
        opened.addMessageHandler(ByteBuffer.class, bytes -> System.err.println(
                "Il server ha mandato un messaggio binario: qui si legge solo testo."));
        heartbeat = TIMER.scheduleWithFixedDelay(() -> listen(opened), 1, 1, TimeUnit.SECONDS);
        session = opened;
    }

    /**
     * A server that froze or vanished closes nothing: only a ping without a pong tells it. Seconds
     * are counted one by one, so that a computer that slept does not take its own for a silence.
     */
    private void listen(Session connection) {
        quiet++;
        try {
            if (quiet >= SILENCE) {
                silent = true;
                connection.close(new CloseReason(CloseCodes.GOING_AWAY, ""));
            } else if (quiet >= QUIET) {
                connection.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            }
        } catch (IOException | IllegalStateException e) {
            // closed meanwhile: the close callback says so
        }
    }

    /**
     * Sends a text message.
     *
     * @param text the message
     * @return whether it was handed to the connection; not when there is none
     */
    protected final boolean send(String text) {
        Session open = session;
        if (open == null) {
            return false;
        }
        try {
            unanswered.incrementAndGet();
            open.getBasicRemote().sendText(text);
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;       // closed meanwhile: the close callback says so
        }
    }

    /** To be called when a message has come: the last answer is waited for. */
    protected final void answered() {
        quiet = 0;
        unanswered.decrementAndGet();
        answers.release();
    }

    /** To be called when a connection has closed, before another is opened. */
    protected final void closed() {
        if (session != null) {
            session = null;
            heartbeat.cancel(false);
        }
    }

    /**
     * Runs a task later, as {@code setTimeout} does.
     *
     * @param task what to run
     * @param delay milliseconds from now
     */
    protected void later(Runnable task, long delay) {
        TIMER.schedule(task, delay, TimeUnit.MILLISECONDS);
    }

    /**
     * To be called when the server has ended the conversation: says so on standard error, and
     * ends the program.
     *
     * @param reason the close code and reason (RFC 6455, 7.4); after a 1000 the exit status is 0
     */
    protected final void ended(CloseReason reason) {
        closed();
        int code = code(reason);
        String line = silent
                ? "Il server tace da " + SILENCE + " secondi: conversazione finita."
                : "La conversazione è finita: codice " + code + ", "
                        + why(code, reason.getReasonPhrase());
        Thread callback = Thread.currentThread();
        if (ending.compareAndSet(false, true)) {
            System.err.println(line);
            // Tyrus sends its own close frame after this callback, and then ends the thread of it.
            new Thread(() -> {
                await(callback);
                finish();
                System.exit(code == CloseCodes.NORMAL_CLOSURE.getCode() ? 0 : Terminal.FAILED);
            }).start();
        }
    }

    /** Tyrus makes a 1000 of a close frame without a code, which is 1005 (RFC 6455, 7.1.5). */
    private static int code(CloseReason reason) {
        boolean made = is(CloseReasons.NORMAL_CLOSURE, reason.getReasonPhrase());
        return made ? CloseCodes.NO_STATUS_CODE.getCode() : reason.getCloseCode().getCode();
    }

    private static boolean is(CloseReasons ofTyrus, String reason) {
        return ofTyrus.getCloseReason().getReasonPhrase().equals(reason);
    }

    /** Where the client itself has found a fault, the reason is one of Tyrus's, and English. */
    private static String why(int code, String reason) {
        if (code == CloseCodes.CLOSED_ABNORMALLY.getCode()) {
            return "senza un frame di chiusura.";
        }
        if (reason == null || reason.isEmpty() || code == CloseCodes.NO_STATUS_CODE.getCode()) {
            return "senza un motivo.";
        }
        if (is(CloseReasons.TOO_BIG, reason)) {
            return "per un messaggio oltre " + LARGEST_MESSAGE + " byte.";
        }
        return switch (code) {
            case 1002 -> "per un frame contro le regole («" + reason + "»).";
            case 1007 -> "per un testo che non è UTF-8 («" + reason + "»).";
            default -> "motivo «" + reason + "».";
        };
    }

    /** What passes through the proxy has still to arrive, and to be shown. */
    private void finish() {
        if (wire != null) {
            wire.finish();
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(LAST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns when nothing waits to be sent any more, at the end of standard input. A step that
     * keeps lines back overrides this.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    protected void drain() throws InterruptedException {
    }

    /** Returns whether the program is ending, and the connection closes because of that. */
    protected final boolean ending() {
        return ending.get();
    }

    /**
     * Runs a client as a program: with the settings of the command line, until the end of standard
     * input, Ctrl+C or the end of the conversation. What goes wrong is one line on standard error.
     *
     * @param constructor makes the client
     */
    public static void launch(Supplier<LessonClient> constructor) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            constructor.get().run();
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        } catch (DeploymentException e) {
            Terminal.fail(Terminal.FAILED, e.getMessage());
        } catch (IOException e) {
            Terminal.fail(Terminal.FAILED, "L'ingresso non si legge più: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws DeploymentException, IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            connect();
        } catch (DeploymentException | IOException e) {
            throw new DeploymentException(whyNotConnected(e), e);
        }
        BufferedReader input = Terminal.input();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            typed(line);
        }
        drain();
        while (unanswered.get() > 0 && answers.tryAcquire(LAST_ANSWER, TimeUnit.MILLISECONDS)) {
            // one more has come
        }
        if (close()) {
            System.exit(0);
        }
        Thread.currentThread().join();      // the end of the conversation ends the program
    }

    /** Closes with 1000, once; whether it was this call that did. */
    private boolean close() {
        boolean first = ending.compareAndSet(false, true);
        Session open = session;
        if (first && open != null) {
            try {
                open.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
            } catch (IOException | IllegalStateException e) {
                // closed meanwhile, which is what was wanted
            }
            finish();
        }
        return first;
    }

    /** Returns the command that starts the server that this client is made for. */
    protected String server() {
        return "mvn -q -Dstep=2";
    }

    private String whyNotConnected(Exception error) {
        Exception first = wire == null ? error : wire.why(error);
        for (Throwable cause = first; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "Nessun server risponde su " + url + ": avvialo in un altro terminale con "
                        + server() + ", poi riprova.";
            }
            if (cause instanceof UnresolvedAddressException) {
                return "url: non trovo la macchina «" + url.getHost() + "»; prova per esempio"
                        + " \"-Durl=ws://localhost:8080\".";
            }
            // Without a status of its own it says 500, and does not mention it.
            if (cause instanceof HandshakeException refused && (refused.getHttpStatusCode() != 500
                    || refused.getMessage().contains("500"))) {
                return "Il server su " + url + " ha rifiutato l'handshake con la risposta HTTP "
                        + refused.getHttpStatusCode() + ": è un server WebSocket?";
            }
        }
        if (error.getCause() == null) {
            return "Il server su " + url + " non ha risposto all'handshake entro " + SILENCE
                    + " secondi.";
        }
        return "Quello su " + url + " non è un server WebSocket: la sua risposta all'handshake non"
                + " vale.";
    }

    /**
     * To be called when the error callback is: says what went wrong, unless the end of the
     * conversation has said it.
     *
     * @param error what went wrong
     */
    protected final void failed(Throwable error) {
        if (!ending()) {
            System.err.println("Qualcosa è andato storto nella conversazione: " + error + ".");
        }
    }
}
