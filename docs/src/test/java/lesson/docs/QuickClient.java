package lesson.docs;

import jakarta.websocket.ClientEndpoint;
import lesson.reconnect.ReconnectingClient;

/** The client of step 6, which does not wait as long before it tries again. */
@ClientEndpoint
public class QuickClient extends ReconnectingClient {
    @Override
    protected long delay(int attempt) {
        return 100;
    }

    /** @param args not used */
    public static void main(String[] args) {
        new QuickClient().connect();
    }
}
