package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.client.Client;
import lesson.support.Lesson;

/** Exercise 3-2: {@code /esci} leaves the chat with a close frame 1000. */
@ClientEndpoint
public class Goodbye extends Client {

    /** Returns what is sent for a line that was typed; null where nothing is. */
    private static String typed(Session session, String line) throws IOException {
        // TODO If the line is "/esci", don't send it: close the session with code 1000
        // (CloseReason, CloseCodes.NORMAL_CLOSURE). The program then ends by itself.
        // Se la riga è "/esci", non mandarla: chiudi la sessione con il codice 1000
        // (CloseReason, CloseCodes.NORMAL_CLOSURE). Poi il programma termina da solo.
        return line;
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) throws Exception {
        Session session = Lesson.container().connectToServer(new Goodbye(), Lesson.url());
        Lesson.talk(session, line -> typed(session, line));
    }
}
