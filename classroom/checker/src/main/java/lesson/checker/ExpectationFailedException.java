package lesson.checker;

/** What the story of an exercise expected and did not see; both are sentences for the student. */
final class ExpectationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String saw;

    ExpectationFailedException(String expected, String saw) {
        super(expected);
        this.saw = saw;
    }

    String expected() {
        return getMessage();
    }

    String saw() {
        return saw;
    }
}
