package lesson.exercises;

import java.util.List;

/**
 * An exercise: a class that a student completes, and the story that tells whether it is done.
 *
 * @param number step and place in it, {@code 4-2}
 * @param minutes how long it takes somebody who has understood the step
 * @param name the simple name of the class
 * @param story what happens, and what must
 */
public record Exercise(String number, int minutes, String name, Story story) {
    private static final List<String> STEPS =
            List.of("install", "server", "client", "broadcast", "json", "reconnect");

    /** How many hints each has. */
    public static final int HINTS = 3;

    /** What happens in an exercise: a short script. */
    interface Story {
        void play(Scene scene) throws Unmet, InterruptedException;
    }

    private String step() {
        return STEPS.get(number.charAt(0) - '1');
    }

    /** Returns the full name of the class. */
    public String className() {
        return "lesson." + step() + ".exercise." + name;
    }

    /** Returns where the class stands, from the root of the lesson. */
    public String file() {
        return "step" + number.charAt(0) + "-" + step() + "/src/main/java/"
                + className().replace('.', '/') + ".java";
    }

    /** Plays the story with a student's program. */
    public Verdict check(Student student, Texts texts, Patience patience)
            throws InterruptedException {
        try (var scene = new Scene(student, texts, patience)) {
            try {
                story.play(scene);
                scene.endOfStory();
                return new Verdict(scene.story(), null, null, List.of());
            } catch (Unmet e) {
                return new Verdict(scene.story(), e.expected(), e.saw(), scene.errors());
            }
        }
    }
}
