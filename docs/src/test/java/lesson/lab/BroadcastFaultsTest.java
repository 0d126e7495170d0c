package lesson.lab;

import lesson.broadcast.BroadcastServer;

class BroadcastFaultsTest extends FaultLab {
    @Override
    Class<?> server() {
        return BroadcastServer.class;
    }

    @Override
    String toText(String answer) {
        return answer;
    }
}
