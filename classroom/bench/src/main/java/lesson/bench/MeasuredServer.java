package lesson.bench;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.broadcast.BroadcastServer;
import lesson.chat.ChatServer;
import lesson.json.JsonServer;
import lesson.server.EchoServer;
import lesson.testkit.Program;
import lesson.testkit.ProjectRoot;

/**
 * A server in a process of its own, with the options that a run of its step has and the port.
 * What it prints goes where the system forgets it, on all sides alike: it is still formatted and
 * handed to the system line by line, but no terminal slows it down.
 */
final class MeasuredServer implements AutoCloseable {
    /** The folder that has all of the lesson. */
    static final Path ROOT = ProjectRoot.find();

    private static final int CHAT = 7;
    private static final int CONNECT_TIMEOUT = 30_000;      // milliseconds

    private final Program program;
    private final int port;

    private MeasuredServer(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Starts the server of a step on a port that is free, and waits until it lets clients in. */
    static MeasuredServer start(Subject side, int step) throws IOException {
        return start(side, step, freePort());
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The same, on a port of the loopback that was used before. */
    static MeasuredServer start(Subject side, int step, int port) throws IOException {
        return start(side, step, port, null);
    }

    /**
     * Starts a server of the chat.
     *
     * @param redis where its room is; null for its own memory
     */
    static MeasuredServer chat(Subject side, URI redis) throws IOException {
        return start(side, CHAT, freePort(), redis);
    }

    private static MeasuredServer start(Subject side, int step, int port, URI redis)
            throws IOException {
        var builder = new ProcessBuilder(switch (side) {
            case JAVA -> java(port, redis, main(step), "org.java_websocket.WebSocket",
                    "org.slf4j.Logger", "org.slf4j.nop.NOPServiceProvider",
                    "com.google.gson.Gson", "lesson.support.Terminal", "lesson.server.EchoServer",
                    "lesson.json.JsonServer", "redis.clients.jedis.RedisClient",
                    "org.apache.commons.pool2.ObjectPool", "org.json.JSONObject");
            case NODE -> List.of("node", ROOT.resolve("docs/" + folder(step) + "/server.js")
                    .toString());
            case CEILING -> java(port, null, TcpEcho.class, "lesson.support.Settings",
                    "io.netty.channel.Channel", "io.netty.buffer.ByteBuf",
                    "io.netty.util.concurrent.Future", "io.netty.resolver.AddressResolver");
        });
        builder.environment().keySet().removeIf(name -> name.matches(
                "HOST|ORIGIN|REDIS|NODE_OPTIONS"));
        if (redis != null) {
            builder.environment().put("REDIS", redis.toString());
        }
        builder.environment().put("PORT", Integer.toString(port));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        var server = new MeasuredServer(Program.start(builder), port);
        server.awaitPort();
        return server;
    }

    private static Class<?> main(int step) {
        return switch (step) {
            case 2 -> EchoServer.class;
            case 4 -> BroadcastServer.class;
            case 5 -> JsonServer.class;
            case CHAT -> ChatServer.class;
            default -> throw new IllegalArgumentException("step " + step + " has no server");
        };
    }

    private static String folder(int step) {
        return switch (step) {
            case 2 -> "step2-server";
            case 4 -> "step4-broadcast";
            case CHAT -> "chat";
            default -> "step5-json";
        };
    }

    private static List<String> java(int port, URI redis, Class<?> main, String... others)
            throws IOException {
        String classPath = Stream.concat(Stream.of(main.getName()), Stream.of(others))
                .map(MeasuredServer::location).distinct().map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(Files.readString(ROOT.resolve(".mvn/jvm.config")).split("\\s+")));
        command.addAll(List.of("-cp", classPath, "-Dport=" + port));
        if (redis != null) {
            command.add("-Dredis=" + redis);
        }
        command.add(main.getName());
        return command;
    }

    private static Path location(String name) {
        try {
            return location(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the jar or folder that a class comes from: Maven's own class path is another. */
    private static Path location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPort() throws IOException {
        long deadline = System.nanoTime() + CONNECT_TIMEOUT * 1_000_000L;
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(address(), CONNECT_TIMEOUT);
                return;
            } catch (IOException e) {
                if (!process().isAlive() || System.nanoTime() > deadline) {
                    cut();
                    throw new IOException("un server non si avvia", e);
                }
                pause();        // nothing tells when another process listens
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return port;
    }

    /** Returns the processor time that it has had, in microseconds. */
    double cpu() {
        return process().info().totalCpuDuration().map(time -> time.toNanos() / 1e3).orElse(0.0);
    }

    /** Returns how many bytes of its memory are resident; 0 where the system does not tell. */
    long memory() {
        Path status = Path.of("/proc/" + process().pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }

    /** Ends it without a word, as a power cut does. */
    void cut() {
        program.close();
    }

    private ProcessHandle process() {
        return program.handle();
    }
}
