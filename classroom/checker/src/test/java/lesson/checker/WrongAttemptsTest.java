package lesson.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lesson.server.EchoServer;
import lesson.support.Lesson;
import lesson.testkit.Program;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on the way to a solution of 2-1 ends in a verdict that says so. */
public class WrongAttemptsTest {
    private static final Exercise GREETER = Stories.ALL.get(3);
    private static final long PATIENCE = 1_000L * Program.TIMEOUT;
    private static final Timeouts TIMEOUTS = new Timeouts(PATIENCE, 2_000, PATIENCE);

    /** Never gets as far as to listen. */
    public static final class HangsInMain {
        public static void main(String[] args) {
            hang();
        }
    }

    /** Fails before it listens. */
    public static final class ThrowsInMain {
        public static void main(String[] args) {
            throw new IllegalStateException("manca qualcosa");
        }
    }

    /** Ends without a word. */
    public static final class DoesNothing {
        public static void main(String[] args) {
        }
    }

    /** Never lets anybody in. */
    public static final class HangsInHandshake extends EchoServer {
        public HangsInHandshake(InetSocketAddress address) {
            super(address);
        }

        @Override
        public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(WebSocket socket,
                Draft draft, ClientHandshake request) {
            hang();
            return null;
        }

        public static void main(String[] args) {
            HangsInHandshake server = new HangsInHandshake(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Lets people in, and then never says anything. */
    public static final class HangsInOnOpen extends EchoServer {
        public HangsInOnOpen(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            hang();
        }

        public static void main(String[] args) {
            HangsInOnOpen server = new HangsInOnOpen(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Greets, and never comes back from the first message. */
    public static final class HangsInOnMessage extends EchoServer {
        public HangsInOnMessage(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("Benvenuto nella chat!");
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            hang();
        }

        public static void main(String[] args) {
            HangsInOnMessage server = new HangsInOnMessage(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Fails in a callback. */
    public static final class ThrowsInACallback extends EchoServer {
        public ThrowsInACallback(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            throw new IllegalStateException("manca qualcosa");
        }

        public static void main(String[] args) {
            ThrowsInACallback server = new ThrowsInACallback(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Ends in the middle of the story. */
    public static final class Exits extends EchoServer {
        public Exits(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("Benvenuto nella chat!");
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            Runtime.getRuntime().halt(3);
        }

        public static void main(String[] args) {
            Exits server = new Exits(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Greets everyone, not only the newcomer. */
    public static final class TellsEveryone extends EchoServer {
        public TellsEveryone(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            broadcast("Benvenuto nella chat!");
        }

        public static void main(String[] args) {
            TellsEveryone server = new TellsEveryone(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Greets once more than it should. */
    public static final class TellsTwice extends EchoServer {
        public TellsTwice(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            super.onMessage(socket, message);
            socket.send("Benvenuto nella chat!");
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("Benvenuto nella chat!");
        }

        public static void main(String[] args) {
            TellsTwice server = new TellsTwice(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** Sends bytes where a text is wanted. */
    public static final class SendsBytes extends EchoServer {
        public SendsBytes(InetSocketAddress address) {
            super(address);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("Benvenuto nella chat!".getBytes(StandardCharsets.UTF_8));
        }

        public static void main(String[] args) {
            SendsBytes server = new SendsBytes(Lesson.address());
            Lesson.guard(server);
            server.start();
        }
    }

    /** As a loop without an end does, but a test need not heat the room. */
    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Stream<Arguments> attempts() {
        String listens = "Il server dice di essere in ascolto.";
        String greets = "Alice riceve «Benvenuto nella chat!».";
        String echoes = "Alice riceve «Messaggio ricevuto: Ciao».";
        return Stream.of(
                Arguments.of(ThrowsInMain.class, listens,
                        "il programma è già terminato, con lo stato 1.",
                        "java.lang.IllegalStateException: manca qualcosa (WrongAttemptsTest.java:"),
                Arguments.of(DoesNothing.class, listens,
                        "il programma è già terminato, con lo stato 0.", ""),
                Arguments.of(ThrowsInACallback.class, greets, "niente, per 2 secondi.",
                        "Qualcosa è andato storto con un client: "
                        + "java.lang.IllegalStateException: manca qualcosa."),
                Arguments.of(Exits.class, echoes,
                        "Alice vede la connessione chiudersi con il codice 1006.", ""),
                Arguments.of(TellsEveryone.class, "Alice non riceve altro.", greets, ""),
                Arguments.of(TellsTwice.class, "Alice non riceve altro.", greets, ""),
                Arguments.of(SendsBytes.class, greets,
                        "Alice riceve un messaggio binario invece di un testo.", ""));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void aWrongAttemptEndsInAVerdictThatSaysWhy(Class<?> attempt, String expected, String saw,
            String error) throws Exception {
        Verdict verdict = GREETER.check(StudentProgram.java(attempt.getName()), Texts.IT, TIMEOUTS);
        assertEquals(List.of(expected, saw), List.of(verdict.expected(), verdict.saw()),
                verdict::toString);
        assertTrue(String.join("\n", verdict.errors()).startsWith(error), verdict::toString);
    }

    static Stream<Arguments> hangs() {
        var timeouts = new Timeouts(PATIENCE, 2_000, 10_000);
        String noPong = "da 10 secondi il programma non risponde più nemmeno a un ping."
                + " C'è un ciclo infinito?";
        return Stream.of(
                Arguments.of(HangsInMain.class, new Timeouts(2_000, 2_000, 5_000),
                        "niente, per 2 secondi."),
                Arguments.of(HangsInHandshake.class, timeouts,
                        "l'handshake non ha risposta da 10 secondi."
                        + " C'è un ciclo infinito?"),
                Arguments.of(HangsInOnOpen.class, timeouts, noPong),
                Arguments.of(HangsInOnMessage.class, timeouts, noPong));
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void whatNeverEndsEndsInAVerdictAllTheSame(Class<?> attempt, Timeouts timeouts, String saw)
            throws Exception {
        Verdict verdict = GREETER.check(StudentProgram.java(attempt.getName()), Texts.IT, timeouts);
        assertEquals(saw, verdict.saw(), verdict::toString);
    }

    @Test
    void aPortThatTheStudentHasFixedAndThatIsTakenIsSaidAsInAStep() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StudentProgram fixed = settings -> {
                settings.put("port", String.valueOf(taken.getLocalPort()));
                return StudentProgram.java(EchoServer.class.getName()).command(settings);
            };
            Verdict verdict = GREETER.check(fixed, Texts.IT, TIMEOUTS);
            assertEquals("il programma è già terminato, con lo stato 1.", verdict.saw());
            assertTrue(verdict.errors().get(0).startsWith("La porta " + taken.getLocalPort()
                    + " è già occupata"), verdict::toString);
        }
    }
}
