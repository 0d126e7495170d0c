package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lesson.docs.ConsoleExample.Block;
import lesson.testkit.Program;

/**
 * Plays an example: opens a terminal when the one before has printed its first line, presses Ctrl+C
 * where the note shows it, and holds every line that is printed against the note. Programs end by
 * themselves or with the Ctrl+C that is shown; only a server that listens may be left running.
 */
final class ConsolePlayer implements AutoCloseable {
    /** What may come more or less often than it is shown: an attempt, while a server is away. */
    private static final List<String> AGAIN = List.of("Connessione persa. Riconnessione...");
    private static final String LISTENS = " in ascolto ";
    private static final String CTRL_C = "^C";
    /** Seconds that the next line may take before a test fails; far more than it needs. */
    private static final int PATIENCE = 2 * Program.TIMEOUT;
    /** Programs that start in the same moment only start later: Maven keeps a core busy. */
    private static final Semaphore STARTS =
            new Semaphore(Runtime.getRuntime().availableProcessors());
    /** Exit status of a program that Ctrl+C has ended. */
    private static final int INTERRUPTED = 130;
    /** Printed by the shell after each command, with its exit status. */
    private static final String MARK = "\u001e";
    private static final String SHELL =
            "mark() { status=$?; printf '\\036%s\\n' $status; return $status; }\n";

    private record Event(Terminal terminal, String line) {
        boolean isEnd() {
            return line == null;
        }
    }

    private final ConsoleExample example;
    private final Path folder;
    private final int port;
    private final Map<String, String> environment;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Terminal> terminals = new ArrayList<>();

    private ConsolePlayer(ConsoleExample example, Path folder, int port,
            Map<String, String> environment) {
        this.example = example;
        this.folder = folder;
        this.port = port;
        this.environment = environment;
    }

    /**
     * Plays an example to its end.
     *
     * @param folder where each terminal opens
     * @param port what takes the place of 8080; the next one, of 8081
     * @param environment what the terminals find set besides all that this process does
     * @throws AssertionError if something else is printed than the note shows
     */
    static void play(ConsoleExample example, Path folder, int port,
            Map<String, String> environment) {
        try (var stage = new ConsolePlayer(example, folder, port, environment)) {
            stage.open();
            while (!stage.isOver()) {
                stage.next();
            }
            stage.endServers();
            stage.checkWires();
        }
    }

    /** Waits until a program may start; it has to be told of by {@link #started}. */
    static void starting() {
        STARTS.acquireUninterruptibly();
    }

    static void started() {
        STARTS.release();
    }

    private void open() {
        starting();
        terminals.add(new Terminal(example.terminals.get(terminals.size())));
    }

    private void next() {
        Event event;
        try {
            event = events.poll(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (event == null) {
            throw new AssertionError("nothing came for " + PATIENCE + " s. " + waitedFor());
        }
        event.terminal.take(event);
        boolean allSpoke = terminals.stream().allMatch(terminal -> terminal.spoke);
        if (allSpoke && terminals.size() < example.terminals.size()) {
            open();
        } else if (allSpoke) {
            terminals.forEach(Terminal::pressKey);
        }
    }

    private boolean isOver() {
        return terminals.size() == example.terminals.size()
                && terminals.stream().allMatch(Terminal::isOver);
    }

    private String waitedFor() {
        return terminals.stream().filter(terminal -> !terminal.isOver()).map(Terminal::waitedFor)
                .collect(Collectors.joining("\n"));
    }

    /** With everybody else gone, a server that ends has nothing more to say. */
    private void endServers() {
        for (int i = terminals.size() - 1; i >= 0; i--) {
            terminals.get(i).interrupt();
            while (!terminals.get(i).ended) {
                next();
            }
        }
    }

    private void checkWires() {
        for (Block wire : example.wires) {
            if (terminals.stream().noneMatch(one -> Console.isRow(wire.lines(), one.wire))) {
                throw new AssertionError(wire.at(0) + "expected these lines in a row among those"
                        + " that -Dwire prints, found\n" + terminals.stream()
                        .map(terminal -> String.join("\n", terminal.wire))
                        .collect(Collectors.joining("\n\n")));
            }
        }
    }

    @Override
    public void close() {
        terminals.forEach(Terminal::close);
    }

    private final class Terminal {
        final List<String> wire = new ArrayList<>();
        boolean spoke;
        boolean ended;

        private final Block block;
        private final Program shell;
        private int at;                 // the line of the block that comes next
        private boolean listens;
        private boolean interrupted;    // by the ^C at the line key
        private int key;
        private String last = "";

        Terminal(Block block) {
            this.block = block;
            var script = new StringBuilder(SHELL);
            block.lines().stream().filter(line -> line.startsWith("$ ")).forEach(line -> script
                    .append(Console.onPort(line.substring(2), port)).append("\nmark\n"));
            var builder = new ProcessBuilder("bash", "-c", script.toString());
            builder.environment().putAll(environment);
            builder.directory(folder.toFile()).redirectErrorStream(true);
            try {
                shell = Program.start(builder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            OrphanKiller.over(shell.handle());
            at = 1;
            var reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            Optional<String> line = nextLine();
            while (line.isPresent()) {
                events.add(new Event(this, line.get()));
                line = nextLine();
            }
            events.add(new Event(this, null));
        }

        private Optional<String> nextLine() {
            return shell.findLine(any -> true, TimeUnit.HOURS.toMillis(1));
        }

        void take(Event event) {
            speak();
            OrphanKiller.over(shell.handle());
            if (event.isEnd()) {
                ended = true;
                return;
            }
            String line = event.line;
            int mark = line.lastIndexOf(MARK);
            if (mark >= 0) {
                if (mark > 0) {     // what it printed did not end its line
                    print(line.substring(0, mark));
                }
                commandOver(Integer.parseInt(line.substring(mark + 1)));
            } else {
                print(line);
            }
        }

        private void speak() {
            if (!spoke) {
                spoke = true;
                started();
            }
        }

        private void print(String line) {
            if (!example.wires.isEmpty() && Console.isWire(line)) {
                wire.add(Console.fromPort(line, port));
                return;
            }
            String found = Console.shape(Console.fromPort(line, port));
            listens |= found.contains(LISTENS);
            while (isOutput() && isAgain(Console.shape(block.lines().get(at)))
                    && !isAgain(found)) {
                at++;
            }
            if (isOutput() && found.equals(Console.shape(block.lines().get(at)))) {
                last = found;
                at++;
            } else if (!isAgain(found)) {
                throw new AssertionError(waitedFor() + "\nfound    «" + found + "»");
            }
        }

        private void commandOver(int status) {
            listens = false;
            if (interrupted && status != INTERRUPTED) {
                throw new AssertionError(block.at(key) + "expected a program that ^C ends\nfound"
                        + "    one that ends by itself, or not so, with exit status " + status);
            }
            interrupted = false;
            if (at < block.lines().size()) {
                if (!block.lines().get(at).startsWith("$ ")) {
                    throw new AssertionError(waitedFor() + "\nfound    the end of the program");
                }
                at++;
            }
        }

        private boolean isAgain(String line) {
            return AGAIN.contains(line) && line.equals(last);
        }

        private boolean isOutput() {
            return at < block.lines().size() && !isKey() && !block.lines().get(at).startsWith("$ ");
        }

        private boolean isKey() {
            return at < block.lines().size() && block.lines().get(at).equals(CTRL_C);
        }

        void pressKey() {
            if (isKey()) {
                key = at++;
                interrupted = true;
                interrupt();
            }
        }

        /** A terminal interrupts what runs in it, not its shell. */
        void interrupt() {
            listens = false;
            Program.signal("INT", shell.handle().descendants());
        }

        /** Whether it has shown all, and nothing runs in it but a server. */
        boolean isOver() {
            return at == block.lines().size() && (ended || listens);
        }

        String waitedFor() {
            boolean all = at == block.lines().size();
            return block.at(all ? at - 1 : at) + "expected " + (all ? "nothing more, and the end"
                    + " of the program (by itself, or with the ^C that the note shows)"
                    : "«" + Console.shape(block.lines().get(at)) + "»");
        }

        void close() {
            speak();
            Program.signal("KILL", Stream.concat(Stream.of(shell.handle()),
                    shell.handle().descendants()));
            shell.close();
        }
    }
}
