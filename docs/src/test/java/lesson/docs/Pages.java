package lesson.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The six pages on disk. */
final class Pages {
    static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6);
    /** Those that talk: page 1 only knocks. */
    static final List<Integer> TALKING = List.of(2, 3, 4, 5, 6);

    private static final List<String> FOLDERS = List.of("step1-install", "step2-server",
            "step3-client", "step4-broadcast", "step5-json", "step6-reconnect", "chat");

    private Pages() {
    }

    /** Returns the folder of a step; the seventh is the chat's. */
    static String folder(int step) {
        return FOLDERS.get(step - 1);
    }

    static Path file(int step) {
        return Node.DOCS.resolve(folder(step)).resolve("client.html");
    }

    static String source(int step) {
        try {
            return Files.readString(file(step));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the step whose server a page talks to. */
    static int serverOf(int step) {
        return step == 4 || step == 5 ? step : 2;
    }

    /** Returns what a server of a step answers to the text that a page has put on the wire. */
    static String answer(int serverStep, String wire) {
        return serverStep == 2 ? "Messaggio ricevuto: " + wire : wire;
    }
}
