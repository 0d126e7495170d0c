package lesson.broadcast;

import lesson.testkit.FaultLab;

class BroadcastFaultsTest extends FaultLab {
    @Override
    protected Class<?> server() {
        return BroadcastServer.class;
    }

    @Override
    protected String toText(String answer) {
        return answer;
    }
}
