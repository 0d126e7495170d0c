package lesson.support.client;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import lesson.support.Terminal;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * What a client needs besides its callbacks: the lines that are typed, and an end with the right
 * close code, words and exit status. It lasts over one connection, or over all that there will be.
 */
public final class Conversation extends ClientManager.ReconnectHandler {
    /** Lines that are taken from the keyboard before they can be sent. */
    private static final int LINES = 1_000;
    /** Close codes for what a client finds wrong itself; Tyrus finds 1007. */
    private static final Set<Integer> OWN_FAULTS = Set.of(1002, 1007, 1009);
    /** What Tyrus writes to java.util.logging; kept, or the settings below would go with it. */
    private static final Logger TYRUS = Logger.getLogger("org.glassfish.tyrus");

    private final boolean lasting;
    private final String server;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(LINES);
    private volatile Link link;
    private final AtomicBoolean ending = new AtomicBoolean();   // somebody ends the program
    private Session session;            // what lines are sent to; null before the first
    private Session broken;             // it has failed
    private Typed typed;
    private String whyNot = "";         // there was no connection the last time

    /** What becomes of a line that was typed. */
    public interface Typed {
        /**
         * Returns what is sent for a line, or null where nothing is.
         *
         * @throws IOException if something else that it does fails
         */
        String toSend(String line) throws IOException;
    }

    /**
     * Begins when the program does.
     *
     * @param lasting whether it goes on when a connection is lost
     * @param server the command that starts the server which it is meant for
     */
    public Conversation(boolean lasting, String server) {
        this.lasting = lasting;
        this.server = server;
        TYRUS.setUseParentHandlers(false);
        TYRUS.addHandler(new CallbackErrors());
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave));
    }

    /** Returns what connects, once: Tyrus has trouble with a container that is used again. */
    public ClientManager container() {
        ClientManager container = ClientManager.createClient(Transport.class.getName());
        container.getProperties().put(ClientProperties.RECONNECT_HANDLER, this);
        // With 0, its default for "never", Tyrus starts a timer behind each message; where the
        // connection was closed meanwhile, sendText fails although the message has left.
        container.setDefaultMaxSessionIdleTimeout(-1);
        return container;
    }

    String server() {
        return server;
    }

    /** From here on this is the connection that is closed where the program ends. */
    void connects(Link opening) {
        link = opening;
    }

    void connected() {
        whyNot = "";
    }

    /** From here on the lines that are typed go to this session, those that wait first. */
    public synchronized void talk(Session opened, Typed toSend) {
        boolean first = session == null;
        session = opened;
        typed = toSend;
        notifyAll();
        if (first) {
            new Thread(this::type, "lesson-keyboard").start();
            new Thread(this::send, "lesson-sender").start();
        }
    }

    private void type() {
        try (BufferedReader input = Terminal.input()) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.put(Optional.of(line));
            }
            lines.put(Optional.empty());
        } catch (IOException e) {
            Terminal.fail(Terminal.FAILED, "Input non più leggibile: serve un testo con righe di al"
                    + " massimo " + Terminal.LONGEST_LINE + " caratteri.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        try {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                Terminal.awaitRoom();
                send(line.get());
            }
            for (Session open = open(); !link.awaitAnswers(); open = open()) {
                failed(open);
            }
            if (ending.compareAndSet(false, true)) {
                Terminal.awaitPrinted();
                System.exit(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a line: it is sent when {@code sendText} has returned, and kept until then. */
    private void send(String line) throws InterruptedException {
        Session open = open();
        String text;
        try {
            text = typed.toSend(line);
        } catch (IOException | RuntimeException e) {
            System.err.println("La riga «" + line + "» non è partita: " + e + ".");
            return;
        }
        while (text != null) {
            try {
                open.getBasicRemote().sendText(text);
                return;
            } catch (IOException | RuntimeException e) {
                failed(open);       // Tyrus throws this and that when a connection breaks
                open = open();
            }
        }
    }

    private synchronized Session session() {
        return session;
    }

    private synchronized Session open() throws InterruptedException {
        while (session == broken) {
            wait();
        }
        return session;
    }

    private synchronized void failed(Session open) {
        broken = open;
    }

    /** Closes with 1000, whatever ends the program; the callbacks hear nothing of it. */
    private void leave() {
        ending.set(true);
        if (link != null) {
            link.leave();
        }
        Terminal.drain();
    }

    /** Called by Tyrus when a connection is over, behind {@code @OnClose}. */
    @Override
    public boolean onDisconnect(CloseReason reason) {
        int code = link.code() > 0 ? link.code() : reason.getCloseCode().getCode();
        String why = why(code, reason.getReasonPhrase());
        if (!lasting && ending.compareAndSet(false, true)) {
            System.err.println(why);
            end(link, code == CloseCodes.NORMAL_CLOSURE.getCode() ? 0 : Terminal.FAILED);
        } else if (lasting && !ending.get()) {
            failed(session());
            if (link.fault() > 0 || link.code() == 0 && OWN_FAULTS.contains(code)) {
                System.err.println(why);
            }
        }
        return false;
    }

    /** Ends the program when Tyrus has done what it still does, on this thread. */
    private static void end(Link last, int status) {
        var ending = new Thread(() -> {
            last.awaitEnd();
            Terminal.awaitPrinted();
            System.exit(status);
        });
        ending.setDaemon(false);    // nobody else may be left that keeps the program running
        ending.start();
    }

    private String why(int code, String reason) {
        String end = lasting ? "." : ": conversazione finita.";
        if (link.fault() == CloseCodes.GOING_AWAY.getCode()) {
            return "Il server tace da " + Link.SILENCE + " secondi" + end;
        }
        if (link.fault() == CloseCodes.VIOLATED_POLICY.getCode()) {
            return "Il server non legge quello che gli arriva" + end;
        }
        String start = (lasting ? "Connessione chiusa" : "La conversazione è finita")
                + ": codice " + code + ", ";
        if (link.code() > 0) {
            return start + (link.reason().isEmpty() ? "nessun motivo indicato."
                    : "motivo «" + link.reason() + "».");
        }
        return start + switch (code) {
            case 1002 -> "per un frame contro le regole.";
            case 1006 -> "senza un frame di chiusura.";
            case 1007 -> "per un testo che non è UTF-8.";
            case 1009 -> "per un messaggio oltre " + Link.LARGEST_MESSAGE + " byte.";
            default -> reason == null || reason.isEmpty() ? "nessun motivo indicato."
                    : "motivo «" + reason + "».";
        };
    }

    /** Called by Tyrus when there is no connection, before {@code connectToServer} throws. */
    @Override
    public boolean onConnectFailure(Exception error) {
        String why = error.getMessage();
        if (!lasting) {
            Terminal.fail(Terminal.FAILED, why);
        }
        // A server that is not there yet is what such a client is for; the rest is said once.
        boolean refused = error.getCause() instanceof ConnectException;
        if (!ending.get() && !refused && !why.equals(whyNot)) {
            System.err.println(why);
        }
        whyNot = why;
        return false;
    }

    /** What a callback throws that has no {@code @OnError}: nobody else would say it. */
    private static final class CallbackErrors extends Handler {
        @Override
        public void publish(LogRecord record) {
            Throwable error = record.getThrown();
            if (error != null && !(error instanceof IOException)) {
                System.err.println("Qualcosa è andato storto in una callback: " + error + ".");
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
