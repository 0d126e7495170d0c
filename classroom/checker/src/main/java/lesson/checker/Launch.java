package lesson.checker;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import lesson.support.Terminal;
import lesson.testkit.EndsWithParent;

/** Calls a student's main in a JVM that ends when the one of the check does, however that ends. */
public final class Launch {
    private Launch() {
    }

    /**
     * @param args the name of the class
     * @throws ReflectiveOperationException if it has no main that can be called
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        EndsWithParent.watchParent();
        call(Class.forName(args[0]));
    }

    /** Calls a main; what it throws is one line on standard error, and ends the program. */
    static void call(Class<?> program) throws ReflectiveOperationException {
        try {
            program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            Terminal.fail(Terminal.FAILED, where(e.getCause(), program.getName()));
        }
    }

    private static String where(Throwable error, String name) {
        return error + Arrays.stream(error.getStackTrace())
                .filter(line -> line.getClassName().startsWith(name)).findFirst()
                .map(line -> " (" + line.getFileName() + ":" + line.getLineNumber() + ")")
                .orElse("");
    }
}
