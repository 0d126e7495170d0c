package lesson.lab;

import lesson.server.EchoServer;

class EchoFaultsTest extends FaultLab {
    @Override
    Class<?> server() {
        return EchoServer.class;
    }

    @Override
    String toText(String answer) {
        return answer.replaceFirst("^Messaggio ricevuto: ", "");
    }
}
