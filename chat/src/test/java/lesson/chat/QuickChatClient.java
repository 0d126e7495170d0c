package lesson.chat;

import jakarta.websocket.ClientEndpoint;

/** The client that tries again after 0.1 s: nobody likes to wait for a test. */
@ClientEndpoint
public class QuickChatClient extends ChatClient {

    @Override
    protected long delay(int attempt) {
        return 100;
    }

    /** @param args not used */
    public static void main(String[] args) {
        new QuickChatClient().connect();
    }
}
