package lesson.soak;

import static lesson.soak.Crowd.check;
import static lesson.testkit.Peer.CLOSE;
import static lesson.testkit.Peer.FIN;
import static lesson.testkit.Peer.PING;
import static lesson.testkit.Peer.PONG;
import static lesson.testkit.Peer.TEXT;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lesson.testkit.Peer;

/**
 * A well-behaved client, which keeps the account of what it is owed: each answer of its own; and
 * where all hear all, whatever another begins to say while this one is certainly connected, which
 * is from its first answer until it wants to leave. Then it waits for what is missing, and leaves.
 *
 * <p>The JDK's client can't serve here: it mixes up frames that come right behind the handshake.
 */
final class PoliteClient extends Crowd.SoakClient {
    private static final Pattern TEXTS = Pattern.compile("(?s)([0-9]+) ([0-9]+) ([0-9]+) .*");

    private final boolean hearsAll = crowd.dialect == Dialect.BROADCAST;
    private final Map<Integer, Integer> heard = new HashMap<>();    // the last number of each life
    private final Map<Integer, Integer> owed = new HashMap<>();     // the last one to wait for
    private final Queue<Long> asked = new ConcurrentLinkedQueue<>();
    private volatile Peer peer;
    private volatile int life;
    private int[] since;            // how much each life had said when this one was connected
    private boolean waiting;
    private volatile boolean leaving;

    PoliteClient(Crowd crowd, Random random) {
        super(crowd, random);
    }

    @Override
    void comes() {
        heard.clear();
        since = null;
        leaving = false;
        life = crowd.born();
        peer = Peer.open(crowd.port);
        crowd.count("connections", 1);
        now(this::listens);
        says();
    }

    private void listens() {
        int code = 1006;
        for (Peer.Frame frame = peer.read(); frame != null; frame = peer.read()) {
            switch (frame.first()) {
                case FIN | TEXT -> hears(crowd.dialect.text(frame.text()));
                case FIN | PING -> peer.send(FIN | PONG, frame.payload());
                case FIN | CLOSE -> code = frame.code();
                default -> check(false, "a frame that begins with " + frame.first());
            }
        }
        ends(code);
    }

    private synchronized void ends(int code) {
        peer.close();
        check(leaving && code == 1000 && owed.isEmpty(), "ended with " + code);
        goes();
    }

    private void says() {
        int dice = random.nextInt(100);
        int size = dice < 80 ? random.nextInt(200) : dice < 98 ? random.nextInt(4000)
                : crowd.dialect.longest();
        int number = crowd.says(life);
        crowd.count("messages said", 1);
        asked.add(System.nanoTime());
        peer.send(crowd.dialect.message(text(life, number, size)));
    }

    /** The same numbers make the same text, so that whoever hears it can tell if it is whole. */
    private static String text(int life, int number, int size) {
        String start = life + " " + number + " " + size + " ";
        String more = size < 4000 ? "perché ☕ " : "x";
        int rest = Math.max(0, size - start.length());
        return start + more.repeat(rest / more.length() + 1).substring(0, rest);
    }

    private synchronized void hears(String text) {
        Matcher numbers = TEXTS.matcher(text);
        if (!numbers.matches()) {
            check(hearsAll, "what nobody owes it: " + text);    // there, rude clients are heard too
            return;
        }
        int from = Integer.parseInt(numbers.group(1));
        int number = Integer.parseInt(numbers.group(2));
        check(text.equals(text(from, number, Integer.parseInt(numbers.group(3)))), "not whole");
        check(from == life || hearsAll, "the answer to another");
        Integer last = heard.put(from, number);
        if (last != null || from == life) {
            check(number == (last == null ? 0 : last) + 1,
                    "of life " + from + " number " + number + " behind " + last);
        } else {
            check(since == null || number <= before(from) + 1,
                    "of life " + from + " number " + number + " and none before it");
        }
        crowd.count("messages heard", 1);
        if (from == life) {
            crowd.longest("milliseconds to an answer",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked.remove()));
            if (number == 1) {
                since = crowd.said();
                after(crowd.dialect.pause, this::talks);
            }
        }
        owed.remove(from, number);
        if (waiting && owed.isEmpty()) {
            leaves();
        }
    }

    /** Returns how much of what a life says this one need not have heard. */
    private int before(int from) {
        return from < since.length && from != life ? since[from] : 0;
    }

    private void talks() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            says();
        }
        if (crowd.isLate() || random.nextInt(10) == 0) {
            settles();
        } else {
            after(crowd.dialect.pause, this::talks);
        }
    }

    private synchronized void settles() {
        int[] until = crowd.said();
        for (int from = hearsAll ? 0 : life; from < (hearsAll ? until.length : life + 1); from++) {
            crowd.count("messages owed", until[from] - before(from));
            if (until[from] > Math.max(before(from), heard.getOrDefault(from, 0))) {
                owed.put(from, until[from]);
            }
        }
        // What came before a close frame is answered before it: who is owed only that need not
        // wait. But what another says may reach the server behind the close frame.
        waiting = !owed.isEmpty() && (hearsAll || random.nextBoolean());
        if (!waiting) {
            leaves();
        }
    }

    private void leaves() {
        waiting = false;
        leaving = true;
        peer.sendClose(1000, "");
    }

    @Override
    public synchronized String toString() {
        return "life " + life + ", owed " + owed;
    }
}
