package lesson.checker;

import java.util.List;

/**
 * An exercise: a class that a student completes, and the story that tells whether it is done.
 *
 * @param number step and place in it, {@code 4-2}; the chat is the seventh
 * @param minutes how long it takes somebody who has understood the step
 * @param name the simple name of the class
 * @param story what happens, and what must
 */
public record Exercise(String number, int minutes, String name, Story story) {
    private static final List<String> STEPS =
            List.of("install", "server", "client", "broadcast", "json", "reconnect", "chat");

    /** The folder of the starters' sources, from the root of the lesson. */
    static final String SOURCES = "classroom/exercises/src/main/java";

    /** How many hints each has. */
    public static final int HINTS = 3;

    /** What happens in an exercise: a short script. */
    interface Story {
        /** @throws ExpectationFailedException if something else happens than the script says */
        void play(StoryContext story);
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
        return SOURCES + "/" + className().replace('.', '/') + ".java";
    }

    /** Plays the story with a student's program. */
    public Verdict check(StudentProgram student, Texts texts, Timeouts timeouts) {
        try (var context = new StoryContext(student, texts, timeouts)) {
            try {
                story.play(context);
                context.endOfStory();
                return new Verdict(context.told(), null, null, List.of());
            } catch (ExpectationFailedException e) {
                return new Verdict(context.told(), e.expected(), e.saw(), context.errors());
            }
        }
    }
}
