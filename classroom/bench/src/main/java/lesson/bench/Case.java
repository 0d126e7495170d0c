package lesson.bench;

import java.io.IOException;
import java.util.List;

/** Something that is measured on both sides in turns, and gives one line of the table or more. */
interface Case {
    /**
     * Measures it.
     *
     * @param progress is told before each round
     */
    List<Results.Line> measure(Load load, Plan plan, Progress progress)
            throws IOException, InterruptedException;

    /** Returns how many rounds there will be. */
    int rounds(Plan plan);

    /** Is told what is being measured. */
    interface Progress {
        /** @param round from 1; 0 while the servers are warmed up */
        void round(Row row, int round, int rounds);
    }

    /**
     * What one line of the table is about.
     *
     * @param name in the raw numbers
     * @param italian its title
     * @param english the same in English
     */
    record Row(String name, String italian, String english) {
    }
}
