package lesson.lab;

import lesson.docs.Side;
import lesson.testkit.Scene;

/** The same in Node.js. */
class ChatTwinFaultsTest extends ChatFaultsTest {
    @Override
    Scene start() {
        return Scene.of(port -> Side.NODE.start(Side.Main.CHAT_SERVER, "port=" + port,
                "NODE_OPTIONS=--max-old-space-size=64"));
    }

    /** A row of the differences. */
    @Override
    int tooManyFragments() {
        return 1008;
    }
}
