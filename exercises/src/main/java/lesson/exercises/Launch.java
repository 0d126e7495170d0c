package lesson.exercises;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import lesson.install.Terminal;

/** Calls a student's main in a JVM that ends when the one of the check does, however that ends. */
public final class Launch {
    private Launch() {
    }

    /**
     * @param args the name of the class
     * @throws ReflectiveOperationException if it has no main that can be called
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
        call(args[0]);
    }

    /** Calls a main; what it throws is one line on standard error, and ends the program. */
    static void call(String name) throws ReflectiveOperationException {
        try {
            Class.forName(name).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            Terminal.fail(Terminal.FAILED, where(e.getCause(), name));
        }
    }

    private static String where(Throwable error, String name) {
        return error + Arrays.stream(error.getStackTrace())
                .filter(line -> line.getClassName().startsWith(name)).findFirst()
                .map(line -> " (" + line.getFileName() + ":" + line.getLineNumber() + ")")
                .orElse("");
    }
}
