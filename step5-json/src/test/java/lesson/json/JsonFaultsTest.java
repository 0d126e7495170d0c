package lesson.json;

import lesson.testkit.FaultLab;

class JsonFaultsTest extends FaultLab {
    @Override
    protected Class<?> server() {
        return JsonServer.class;
    }

    @Override
    protected String toMessage(String text) {
        return "{\"utente\":\"Alice\",\"testo\":\"" + text + "\"}";
    }

    @Override
    protected String toText(String answer) {
        return answer.replaceFirst("^\\{\"testo\":\"(.*)\",\"timestamp\":\"[0-9T:.-]{23}Z\"}$",
                "$1");
    }
}
