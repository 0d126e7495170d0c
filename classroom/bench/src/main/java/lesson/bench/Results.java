package lesson.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All that a run has measured, as it stands in results.json.
 *
 * @param machine where
 * @param rounds how often
 * @param seconds how long each time
 * @param cases what came out
 */
record Results(Machine machine, int rounds, double seconds, List<Line> cases) {

    /**
     * One line of the table: in each round one side was measured right after the other.
     *
     * @param name of the case
     * @param italian its title
     * @param english the same in English
     * @param ceiling what the load reached a second where every byte comes back; 0 if not asked
     * @param java a round each
     * @param node a round each
     */
    record Line(String name, String italian, String english, double ceiling, List<Figures> java,
            List<Figures> node) {

        /** Returns the median over the rounds of what Java showed. */
        double java(ToDoubleFunction<Figures> figure) {
            return median(java.stream().mapToDouble(figure).toArray());
        }

        /** Returns the median over the rounds of what Node.js showed. */
        double node(ToDoubleFunction<Figures> figure) {
            return median(node.stream().mapToDouble(figure).toArray());
        }

        /** Returns the median over the rounds of Java divided by Node.js in the same round. */
        double ratio(ToDoubleFunction<Figures> figure) {
            return median(IntStream.range(0, java.size())
                    .mapToDouble(i -> figure.applyAsDouble(java.get(i))
                            / figure.applyAsDouble(node.get(i))).toArray());
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
