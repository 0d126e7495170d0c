package lesson.support;

import java.util.List;

/** Looks whether the step that was asked for exists. The run goes on in the module of that step. */
public final class Steps {
    private static final List<String> STEPS = List.of("1", "2", "3", "4", "5", "5-client", "6");

    private Steps() {
    }

    /**
     * Ends the run with status 2 unless {@code -Dstep} names a step.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        String step = System.getProperty("step", "");
        if (!STEPS.contains(step)) {
            Terminal.open(Terminal.UNLIMITED);
            Terminal.fail(Terminal.USAGE, (step.isEmpty() ? "Quale passo?" : "Il passo «" + step
                    + "» non c'è.") + " I valori di -Dstep sono " + String.join(", ", STEPS)
                    + "; per cominciare: mvn -q -Dstep=1");
        }
    }
}
