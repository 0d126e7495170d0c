package lesson.lab;

import lesson.server.EchoServer;
import lesson.testkit.Scene;

class EchoFaultsTest extends FaultLab {
    @Override
    Scene start() {
        return java(EchoServer.class);
    }

    @Override
    String toText(String answer) {
        return answer.replaceFirst("^Messaggio ricevuto: ", "");
    }
}
