package lesson.lab;

import lesson.broadcast.BroadcastServer;
import lesson.testkit.Scene;

class BroadcastFaultsTest extends FaultLab {
    @Override
    Scene start() {
        return java(BroadcastServer.class);
    }

    @Override
    String toText(String answer) {
        return answer;
    }
}
