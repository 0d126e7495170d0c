package lesson.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import lesson.support.Settings;

/**
 * How much is measured.
 *
 * @param rounds how often each case is measured on either side, at least 1
 * @param seconds how long each time
 * @param warm seconds that each server gets before, which do not count
 * @param quiet how many clients are connected and say nothing, at the most
 * @param crowd how many clients hear a broadcast or come back after a restart, at the most
 * @param delay milliseconds that a client waits before it comes back
 * @param cases which cases are measured: a pattern found in their names
 */
record Plan(int rounds, double seconds, double warm, int quiet, int crowd, int delay,
        Pattern cases) {
    /** What {@code mvn -q -Dbench} does. */
    static final Plan DEFAULT = new Plan(5, 1, 4, sockets(10_000), 1_000, 3_000,
            Pattern.compile(""));

    /**
     * The default, as far as {@code -Drounds}, {@code -Dseconds} and {@code -Dcases} don't change
     * it.
     *
     * @throws Settings.BadSettingException if one of them is of no use
     */
    static Plan setting() {
        return new Plan((int) number("rounds", DEFAULT.rounds, 1, 100),
                number("seconds", DEFAULT.seconds, 1, 60), DEFAULT.warm, DEFAULT.quiet,
                DEFAULT.crowd, DEFAULT.delay, pattern());
    }

    /** Whether this is all of what the default measures, as often and as long. */
    boolean whole() {
        return rounds == DEFAULT.rounds && seconds == DEFAULT.seconds
                && cases.pattern().isEmpty();
    }

    /** Each client needs a file descriptor; some systems grant few. */
    private static int sockets(int wanted) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(wanted, unix.getMaxFileDescriptorCount() - 500) : wanted;
    }

    private static double number(String name, double otherwise, int least, int most) {
        String text = System.getProperty(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= least
                && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new Settings.BadSettingException(name + ": «" + text + "» non va bene; serve un"
                + " numero intero da " + least + " a " + most + ", per esempio -D" + name + "="
                + (int) otherwise + ".");
    }

    private static Pattern pattern() {
        String text = System.getProperty("cases", "");
        try {
            var pattern = Pattern.compile(text);
            var plan = new Plan(1, 1, 1, DEFAULT.quiet, DEFAULT.crowd, 1, pattern);
            if (!Cases.of(plan).isEmpty()) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            // said below, as for a pattern that is found in no name
        }
        throw new Settings.BadSettingException("cases: «" + text + "» non si trova in nessun caso;"
                + " prova per esempio -Dcases=echo, broadcast, json, quiet, chat o back.");
    }
}
