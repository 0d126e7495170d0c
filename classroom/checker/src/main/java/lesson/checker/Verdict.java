package lesson.checker;

import java.util.List;

/**
 * How a check ended.
 *
 * @param story what happened up to there, a line for each thing
 * @param expected what should have come next, or null where all came
 * @param saw what came instead, or null
 * @param errors what the student's program wrote on standard error
 */
public record Verdict(List<String> story, String expected, String saw, List<String> errors) {

    /** Returns whether all came that was expected. */
    public boolean passed() {
        return expected == null;
    }
}
