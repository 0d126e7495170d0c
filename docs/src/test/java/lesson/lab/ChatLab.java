package lesson.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lesson.docs.RecordingProxy;
import lesson.docs.Side;
import lesson.testkit.Program;
import lesson.testkit.Redis;
import lesson.testkit.Scene;
import redis.clients.jedis.RedisClient;

/**
 * One room on a Java and a Node.js server with a Redis behind them, and people who write there
 * while all of these are killed and their connections are cut. The clients are those of the
 * lesson, half of them in Java; whoever comes, or comes back, gets the other server than who came
 * before it, as behind a proxy.
 *
 * <p>What is checked is the whole history: every text that was typed, and so acknowledged in the
 * end, was shown to everybody exactly once, in the same order, and stands so in the stream.
 */
public final class ChatLab implements AutoCloseable {
    private static final Pattern TEXT = Pattern.compile("(.+): (testo [0-9]+) \\(.{24}\\)");
    private static final String AWAY = "Errore dal server: la stanza non risponde";

    private final Random random;
    private final Consumer<String> progress;
    private final int texts;
    private final Redis redis = new Redis();
    private final List<Scene> servers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final RecordingProxy proxy = new RecordingProxy(() ->
            servers.get(connections.getAndIncrement() % Side.values().length).port());
    private final List<Person> people = new ArrayList<>();

    /** A client, and what it has shown. */
    private record Person(Program program, List<String> shown) {
        void awaitTexts(int count) {
            while (shown.size() < count) {
                Matcher text = TEXT.matcher(program.line());
                if (text.matches()) {
                    shown.add(text.group(1) + " " + text.group(2));
                }
            }
        }
    }

    /** What happens to those who only want to talk. */
    private enum Fault {
        KILL_JAVA, KILL_NODE, KILL_REDIS, CUT
    }

    private ChatLab(int count, int texts, long seed, Consumer<String> progress) {
        this.texts = texts;
        this.random = new Random(seed);
        this.progress = progress;
        for (Side side : Side.values()) {
            servers.add(Scene.of(port -> side.start(Side.Main.CHAT_SERVER, "port=" + port,
                    "redis=" + redis.url())));
        }
        for (int i = 0; i < count; i++) {
            Side side = Side.values()[i % 2];
            people.add(new Person(side.start(Side.Main.CHAT_CLIENT,
                    "url=" + Scene.url(proxy.port()), "utente=Persona " + i), new ArrayList<>()));
        }
    }

    /**
     * Lets people talk, and faults happen meanwhile.
     *
     * @param people how many there are
     * @param texts how many each of them writes
     * @param rounds how often each fault happens
     * @param progress is told of each fault
     * @return what went wrong, a line each
     */
    public static List<String> run(int people, int texts, int rounds, long seed,
            Consumer<String> progress) {
        try (var lab = new ChatLab(people, texts, seed, progress)) {
            try {
                lab.talk(rounds);
            } catch (AssertionError e) {
                return List.of(e.getMessage(), lab.state());
            }
            return lab.problems();
        }
    }

    /** How far everybody is, for who has to find out why it goes no further. */
    private String state() {
        return Stream.concat(people.stream().map(person -> person.shown.size() + " heard, then "
                + person.program.lastLine() + ", " + person.program.errorsSoFar()),
                servers.stream().map(server -> "" + server.program().errorsSoFar()))
                .collect(Collectors.joining("\n"));
    }

    private void talk(int rounds) {
        // All are here before the first word, or who comes late would not hear it.
        for (int i = 0; i < people.size(); i++) {
            people.get(i).program.until("Entra: Persona " + i);
        }
        for (Person person : people) {
            for (int i = 1; i <= texts; i++) {
                person.program.type("testo " + i);
            }
        }
        List<Fault> faults = new ArrayList<>();
        IntStream.range(0, rounds).forEach(i -> faults.addAll(List.of(Fault.values())));
        Collections.shuffle(faults, random);
        int all = people.size() * texts;
        for (int i = 0; i < faults.size(); i++) {
            int from = all * i / faults.size();
            people.get(0).awaitTexts(from + random.nextInt(all / faults.size()));
            progress.accept(people.get(0).shown.size() + " of " + all + " heard: "
                    + faults.get(i));
            happen(faults.get(i));
        }
        people.forEach(person -> person.awaitTexts(all));
    }

    private void happen(Fault fault) {
        switch (fault) {
            case KILL_JAVA, KILL_NODE -> {
                Scene server = servers.get(fault.ordinal());
                server.end("KILL");
                server.restart();
            }
            case KILL_REDIS -> {
                redis.signal("KILL");
                say("non risponde: riprovo finché torna.");
                people.get(1).program.errorsUntil(AWAY);
                redis.start();
                say("risponde di nuovo.");      // or the next time nobody would miss it
            }
            case CUT -> proxy.cut();
            default -> throw new IllegalArgumentException(fault.name());
        }
    }

    /** Waits until both servers have said this of their Redis. */
    private void say(String words) {
        String place = "Redis su localhost:" + redis.url().getPort() + " ";
        servers.forEach(server -> server.program().errorsUntil(place + words));
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> history = people.get(0).shown;
        List<String> typed = IntStream.range(0, people.size()).boxed()
                .flatMap(i -> said(i).stream()).sorted().toList();
        if (!typed.equals(history.stream().sorted().toList())) {
            problems.add("not all that was typed, once each: " + history);
        }
        for (int i = 0; i < people.size(); i++) {
            String name = "Persona " + i + " ";
            if (!said(i).equals(history.stream().filter(text -> text.startsWith(name)).toList())) {
                problems.add(name + "was heard in another order than it wrote");
            }
            Person person = people.get(i);
            person.program.endInput();
            int status = person.program.exit();
            // What comes behind the last text would be one too many.
            if (status != 0 || person.program.rest().stream().anyMatch(TEXT.asMatchPredicate())) {
                problems.add(name + "ended with " + status + ", or heard too much");
            }
            if (!person.shown.equals(history)) {
                problems.add(name + "heard another history: " + person.shown);
            }
        }
        try (RedisClient client = RedisClient.create(redis.url())) {
            List<String> stream = client.xrange("chat:testi", "-", "+").stream()
                    .map(entry -> entry.getFields())
                    .map(text -> text.get("utente") + " " + text.get("testo")).toList();
            if (!stream.equals(history)) {
                problems.add("the stream has another history: " + stream);
            }
        }
        return problems;
    }

    private List<String> said(int person) {
        return IntStream.rangeClosed(1, texts)
                .mapToObj(i -> "Persona " + person + " testo " + i).toList();
    }

    @Override
    public void close() {
        people.forEach(person -> person.program.close());
        servers.forEach(Scene::close);
        proxy.close();
        redis.close();
    }
}
