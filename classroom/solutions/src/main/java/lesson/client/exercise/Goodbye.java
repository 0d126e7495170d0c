package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import lesson.client.Client;
import lesson.support.Lesson;

/** Exercise 3-2: {@code /esci} leaves the chat with a close frame 1000. */
@ClientEndpoint
public class Goodbye extends Client {

    /** Returns what is sent for a line that was typed; null where nothing is. */
    private static String typed(Session session, String line) throws IOException {
        if (line.equals("/esci")) {
            session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, "esco"));
            return null;
        }
        return line;
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) throws Exception {
        Session session = Lesson.container().connectToServer(new Goodbye(), Lesson.url());
        Lesson.talk(session, line -> typed(session, line));
    }
}
