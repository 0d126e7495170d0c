package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lesson.docs.Side.Main;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each conversation is told once and held twice, crosswise: by a Java server with Node.js clients,
 * and by a Node.js server with Java clients. Frames and consoles must be the same, to the byte.
 * What may differ stands in differences.md and nowhere else.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // takes long, so it begins first
class ParityTest {
    /** What is said: {@code clients} begin to run when the first of their lines is typed. */
    private record Conversation(String name, Main server, Main client, Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Tells a conversation. */
    private interface Script {
        void hold(ParityRun run) throws IOException;
    }

    /** Where one conversation is held: a server behind a tap, and clients as they are needed. */
    private static final class ParityRun {
        private final Conversation conversation;
        private final Side clientSide;
        private final Side serverSide;
        private final List<Program> clients = new ArrayList<>();
        private final List<List<String>> heard = new ArrayList<>();
        private final List<String> serverOut = new ArrayList<>();
        private Program server;
        private final int port = Scene.freePort();
        private RecordingProxy tap;

        ParityRun(Conversation conversation, Side serverSide, Side clientSide) {
            this.conversation = conversation;
            this.serverSide = serverSide;
            this.clientSide = clientSide;
        }

        Map<String, Object> play() throws IOException {
            start();
            tap = new RecordingProxy(port);
            try {
                conversation.script.hold(this);
                Map<String, Object> transcript = new LinkedHashMap<>();
                for (Program client : clients) {
                    String name = "client " + (clients.indexOf(client) + 1);
                    List<String> out = heard.get(clients.indexOf(client));
                    out.addAll(client.rest());
                    transcript.put(name + " printed", tidy(out));
                    // The tap is still there when the server is not, and hangs up.
                    transcript.put(name + " complained", tidy(client.errors().stream()
                            .filter(line -> !line.contains(" ha chiuso senza rispondere"))
                            .toList()));
                    transcript.put(name + " ended with", client.exit());
                }
                while (serverOut.stream().filter("Client disconnesso"::equals)
                        .count() < clients.size()) {
                    serverOut.add(server.line());
                }
                server.signal("TERM");
                serverOut.addAll(server.rest());
                transcript.put("server printed", tidy(serverOut));
                transcript.put("server complained", tidy(server.errors()));
                transcript.put("server ended with", server.exit());
                transcript.put("frames", tap.connections().stream()
                        .filter(connection -> !connection.received().isEmpty())
                        .map(c -> List.of(tidy(c.sent()), tidy(c.received()))).toList());
                return transcript;
            } finally {
                tap.close();
                clients.forEach(Program::close);
                server.close();
            }
        }

        /** Starts the server, always on the same port. */
        void start() {
            server = serverSide.start(conversation.server, "port=" + port);
            assertEquals(port, server.port());
        }

        /** Ends the server with a signal. */
        void stop(String signal) {
            server.signal(signal);
            serverOut.addAll(server.rest());
        }

        /** Starts one more client, and waits for a line that it prints. */
        int client(String until) {
            Program client = clientSide.start(conversation.client,
                    "url=ws://localhost:" + tap.port());
            clients.add(client);
            heard.add(new ArrayList<>());
            hear(clients.size() - 1, until);
            return clients.size() - 1;
        }

        /** Types a line, and waits for the answer. */
        void say(int client, String line) {
            type(client, line);
            hear(client, 1);
        }

        void type(int client, String line) {
            clients.get(client).type(line);
        }

        void hear(int client, int lines) {
            for (int i = 0; i < lines; i++) {
                heard.get(client).add(clients.get(client).line());
            }
        }

        void hear(int client, String start) {
            String line;
            do {
                line = clients.get(client).line();
                heard.get(client).add(line);
            } while (!line.startsWith(start));
        }

        /** Waits until the server has printed a line. */
        void serverPrints(String expected) {
            String line;
            do {
                line = server.line();
                serverOut.add(line);
            } while (!line.equals(expected));
        }

        void end(int client) {
            clients.get(client).endInput();
            clients.get(client).exit();
        }

        /** Times keep their shape alone, and how often a server was missed is up to the machine. */
        private static List<String> tidy(List<String> lines) {
            List<String> tidy = new ArrayList<>();
            for (String line : lines) {
                String timeless = line.replaceAll(
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z",
                                "<time>");
                boolean again = timeless.startsWith("Connessione persa.") && !tidy.isEmpty()
                        && tidy.get(tidy.size() - 1).equals(timeless);
                if (!again) {
                    tidy.add(timeless);
                }
            }
            return tidy;
        }
    }

    private static Conversation echo(String name, Script script) {
        return new Conversation("step 2 and 3: " + name, Main.ECHO_SERVER, Main.CLIENT,
                script);
    }

    private static Conversation room(String name, Script script) {
        return new Conversation("step 4: " + name, Main.BROADCAST_SERVER, Main.CLIENT,
                script);
    }

    private static Conversation json(String name, Script script) {
        return new Conversation("step 5: " + name, Main.JSON_SERVER, Main.JSON_CLIENT,
                script);
    }

    private static Conversation back(String name, Script script) {
        return new Conversation("step 6: " + name, Main.ECHO_SERVER,
                Main.RECONNECTING_CLIENT, script);
    }

    /** A client that says each line when the last was answered, and then goes. */
    private static Script lines(String... lines) {
        return stage -> {
            int client = stage.client("Ris");
            for (String line : lines) {
                stage.say(client, line);
            }
            stage.end(client);
        };
    }

    static Stream<Conversation> conversations() {
        String large = "x".repeat(64 * 1024);
        return Stream.of(
                echo("lines of every kind, and many at once", stage -> {
                    int client = stage.client("Ris");
                    for (String line : new String[] {"Ciao", "perché ☕", "😀 𝄞 👩‍💻", "日本",
                        "\"'`\\", "<b>ciao</b>&amp;", "%s %d %%", "{\"a\": 1}",
                        "", " ", "\t", "a  b ",
                        "\u001b[2J\u001b[31m", "\u0007\u009b1A", "\u202eabc",
                        "lungo ".repeat(200), "😀".repeat(1001), large}) {
                        stage.say(client, line);
                    }
                    for (int i = 0; i < 200; i++) {
                        stage.type(client, "riga " + i);
                    }
                    stage.hear(client, 200);
                    stage.end(client);
                }),
                echo("64 KiB and one byte more", stage -> {
                    int client = stage.client("Ris");
                    stage.type(client, large + "x");
                    stage.clients.get(client).exit();
                }),
                echo("three clients", stage -> {
                    int first = stage.client("Ris");
                    int second = stage.client("Ris");
                    stage.say(second, "secondo");
                    int third = stage.client("Ris");
                    stage.say(first, "primo");
                    for (int client : new int[] {first, third, second}) {
                        stage.end(client);
                        stage.serverPrints("Client disconnesso");
                    }
                }),
                echo("a client that goes without a word", stage -> {
                    int client = stage.client("Ris");
                    stage.clients.get(client).signal("KILL");
                    stage.serverPrints("Client disconnesso");
                }),
                echo("Ctrl+C in the client", stage -> {
                    int client = stage.client("Ris");
                    stage.clients.get(client).signal("INT");
                    stage.clients.get(client).exit();
                }),
                echo("the server ends", stage -> {
                    int client = stage.client("Ris");
                    stage.stop("TERM");
                    stage.clients.get(client).exit();
                    stage.start();
                    stage.serverOut.clear();
                    stage.serverOut.add("Client disconnesso");
                }),
                room("two in one room", stage -> {
                    int anna = stage.client("Ris");
                    int beppe = stage.client("Ris");
                    stage.hear(anna, 1);
                    for (String line : new String[] {"ciao a tutti", "", "<b>😀</b>", large}) {
                        stage.say(anna, line);
                        stage.hear(beppe, 1);
                        stage.say(beppe, "ricevuto");
                        stage.hear(anna, 1);
                    }
                    stage.end(beppe);
                    stage.serverPrints("Client disconnesso");
                    stage.say(anna, "da sola");
                    stage.end(anna);
                }),
                json("every kind of text", lines("perché ☕ 😀", "\"\\/", "<b>&'=</b>", "",
                        "\u007f", "\u001b[2J\t", "null", "{\"testo\":1}", "x".repeat(60 * 1024))),
                back("the server is killed and comes back", stage -> {
                    int client = stage.client("Ris");
                    stage.say(client, "prima");
                    stage.serverPrints("Messaggio ricevuto: prima");
                    stage.stop("KILL");
                    stage.hear(client, "Connessione persa");
                    stage.type(client, "mentre non c'era");
                    stage.type(client, "e ancora");
                    stage.start();
                    stage.hear(client, "Connesso!");
                    stage.hear(client, 3);
                    stage.say(client, "dopo");
                    stage.end(client);
                }),
                back("the server ends and comes back", stage -> {
                    int client = stage.client("Ris");
                    stage.stop("TERM");
                    stage.start();
                    stage.hear(client, "Connesso!");
                    stage.hear(client, 1);
                    stage.end(client);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void bothSidesHoldTheSameConversation(Conversation conversation) throws IOException {
        Map<String, Object> one = new ParityRun(conversation, Side.JAVA, Side.NODE).play();
        Map<String, Object> other = new ParityRun(conversation, Side.NODE, Side.JAVA).play();
        assertFalse(one.isEmpty());
        assertEquals(one.keySet(), other.keySet());
        one.forEach((part, said) -> assertEquals(said, other.get(part), part));
    }
}
