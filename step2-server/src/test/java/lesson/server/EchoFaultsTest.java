package lesson.server;

import lesson.testkit.FaultLab;

class EchoFaultsTest extends FaultLab {
    @Override
    protected Class<?> server() {
        return EchoServer.class;
    }

    @Override
    protected String toText(String answer) {
        return answer.replaceFirst("^Messaggio ricevuto: ", "");
    }
}
