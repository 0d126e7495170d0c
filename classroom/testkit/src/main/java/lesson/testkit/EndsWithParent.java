package lesson.testkit;

/** Runs a main that ends when the process that started it does: no test leaves one behind. */
public final class EndsWithParent {
    private EndsWithParent() {
    }

    /** From here on this JVM ends when its parent does, however that ends. */
    public static void watchParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** @param args the names of the classes to run, each when the main before has returned */
    public static void main(String[] args) throws ReflectiveOperationException {
        watchParent();
        for (String main : args) {
            Class.forName(main).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }
}
