package lesson.docs;

import lesson.broadcast.BroadcastServer;
import lesson.testkit.FaultLab;

/** Here, since it waits for twenty seconds, in which other tests have much to do. */
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
