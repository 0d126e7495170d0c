package lesson.docs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.broadcast.BroadcastServer;
import lesson.chat.ChatClient;
import lesson.chat.ChatServer;
import lesson.client.Client;
import lesson.install.Check;
import lesson.json.JsonClient;
import lesson.json.JsonServer;
import lesson.reconnect.ReconnectingClient;
import lesson.server.EchoServer;
import lesson.testkit.EndsWithParent;
import lesson.testkit.Program;
import lesson.testkit.Scene;

/** One of the two sides that are held against each other, and how its programs are started. */
public enum Side {
    JAVA {
        @Override
        List<String> command(Main main, String... settings) {
            return java(Stream.concat(SharedClasses.OPTIONS.stream(),
                    Arrays.stream(settings).map(s -> "-D" + s)), main);
        }
    },
    NODE {
        @Override
        List<String> command(Main main, String... settings) {
            return Stream.of(Stream.of("env"), Arrays.stream(settings)
                    .map(s -> s.substring(0, s.indexOf('=')).toUpperCase()
                            + s.substring(s.indexOf('='))),
                    Node.command(main.script).command().stream()).flatMap(s -> s).toList();
        }
    };

    /**
     * What a JVM knows of the classes of a server and a client after one conversation, kept for
     * all that start later (class data sharing): they start in two thirds of the time. It takes
     * jars alone, as {@code mvn verify} has them; where there are folders nothing is kept.
     */
    private static final class SharedClasses {
        static final List<String> OPTIONS = keep(Node.DOCS.resolve("target/programs-"
                + ProcessHandle.current().pid() + ".jsa"));

        private static List<String> keep(Path archive) {
            archive.toFile().deleteOnExit();
            int port = Scene.freePort();
            try (Program conversation = Program.command(Map.of(), Node.DOCS, java(Stream.of(
                    "-XX:ArchiveClassesAtExit=" + archive, "-Dport=" + port,
                    "-Durl=" + Scene.url(port)), Main.ECHO_SERVER, Main.CLIENT))) {
                conversation.endInput();
                conversation.exit();
            }
            return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
        }
    }

    /** Jars first: an archive of classes is for the front of a class path. */
    private static List<String> java(Stream<String> options, Main... mains) {
        String classPath = Arrays.stream(System.getProperty("java.class.path")
                .split(File.pathSeparator))
                .sorted(Comparator.comparing(entry -> !entry.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
        return Program.javaCommand(Stream.of(options, Stream.of("-cp", classPath,
                EndsWithParent.class.getName()), Arrays.stream(mains).map(Main::className))
                .flatMap(all -> all).toList());
    }

    /** A program that there is on both sides. */
    public enum Main {
        CHECK(Check.class, "step1-install/check.js"),
        ECHO_SERVER(EchoServer.class, "step2-server/server.js"),
        CLIENT(Client.class, "step3-client/client.js"),
        BROADCAST_SERVER(BroadcastServer.class, "step4-broadcast/server.js"),
        JSON_SERVER(JsonServer.class, "step5-json/server.js"),
        JSON_CLIENT(JsonClient.class, "step5-json/client.js"),
        RECONNECTING_CLIENT(ReconnectingClient.class, "step6-reconnect/client.js"),
        CHAT_SERVER(ChatServer.class, "chat/server.js"),
        CHAT_CLIENT(ChatClient.class, "chat/client.js");

        private final Class<?> java;
        private final String script;

        Main(Class<?> java, String script) {
            this.java = java;
            this.script = script;
        }

        /** Returns the name of its class in Java. */
        String className() {
            return java.getName();
        }

        /** Returns the server of a step. */
        static Main server(int step) {
            return switch (step) {
                case 2 -> ECHO_SERVER;
                case 4 -> BROADCAST_SERVER;
                case 5 -> JSON_SERVER;
                default -> throw new IllegalArgumentException("step " + step + " has no server");
            };
        }
    }

    /**
     * Starts a program.
     *
     * @param settings as Java names them, {@code port=0}
     */
    public Program start(Main main, String... settings) {
        return Program.command(Map.of(), Node.DOCS, command(main, settings));
    }

    /** Returns the command that starts a program, for another program that is to do so. */
    abstract List<String> command(Main main, String... settings);

    /**
     * Starts a program in a shell.
     *
     * @param line what the shell does; the command of the program is {@code $COMMAND} to it
     */
    Program shell(String line, Main main, String... settings) {
        String command = "'" + String.join("' '", command(main, settings)) + "'";
        return Program.command(Map.of("COMMAND", command), Node.DOCS, List.of("sh", "-c", line));
    }

    /** Starts a client of step 6 that tries again after 0.1 s, for a server on this port. */
    public Program quickClient(int port) {
        return this == JAVA ? Program.java(QuickClient.class, "-Durl=" + Scene.url(port))
                : Node.run("src/test/resources/quick-client.js", "URL=" + Scene.url(port));
    }

    /** Starts the server of a step, on a port of its own. */
    Scene scene(int step) {
        return scene(step, Scene.freePort());
    }

    /** The same on a port that was used before. */
    Scene scene(int step, int port) {
        return Scene.of(port, on -> start(Main.server(step), "port=" + on));
    }
}
