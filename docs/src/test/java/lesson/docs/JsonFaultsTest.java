package lesson.docs;

import lesson.json.JsonServer;
import lesson.testkit.FaultLab;

/** Here, since it waits for twenty seconds, in which other tests have much to do. */
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
