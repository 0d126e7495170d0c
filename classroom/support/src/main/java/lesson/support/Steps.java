package lesson.support;

import java.util.List;
import java.util.stream.Stream;

/**
 * Looks whether what was asked for exists, and is one thing. The run goes on in the module of that
 * step or exercise, of the bench, the website or the chat.
 */
public final class Steps {
    private static final List<String> STEPS = List.of("1", "2", "3", "4", "5", "5-client", "6");

    /** Maven makes true of a bare -Dchat. */
    private static final List<String> CHAT = List.of("true", "client");

    private Steps() {
    }

    /**
     * Ends the run with status 2 unless {@code -Dstep} names a step, or the run is another one.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        List<String> runs = Stream.of("step", "exercise", "bench", "pages", "chat")
                .filter(Steps::isSet).toList();
        String step = System.getProperty("step", "");
        if (runs.size() > 1) {
            fail("Una cosa per volta: -D" + String.join(" e -D", runs) + " non vanno insieme.");
        } else if (!isSet("exercise") && (isSet("hint") || isSet("try"))) {
            fail("Quale esercizio? -Dhint e -Dtry vanno insieme a -Dexercise, per esempio"
                    + " mvn -q -Dexercise=2-1 -Dhint=1");
        } else if (runs.isEmpty() || isSet("step") && !STEPS.contains(step)) {
            fail((step.isEmpty() ? "Quale passo?" : "Il passo «" + step + "» non c'è.")
                    + " I valori di -Dstep sono " + String.join(", ", STEPS)
                    + "; per cominciare: mvn -q -Dstep=1");
        } else if (isSet("chat") && !CHAT.contains(System.getProperty("chat"))) {
            fail("La chat «" + System.getProperty("chat") + "» non c'è: mvn -q -Dchat è il server,"
                    + " mvn -q -Dchat=client il client.");
        }
    }

    /** Maven counts an empty value as none. */
    private static boolean isSet(String setting) {
        return !System.getProperty(setting, "").isEmpty();
    }

    private static void fail(String message) {
        Terminal.open(Terminal.UNLIMITED);
        Terminal.fail(Terminal.USAGE, message);
    }
}
