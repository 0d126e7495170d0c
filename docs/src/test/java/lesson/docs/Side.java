package lesson.docs;

import java.util.Arrays;
import lesson.broadcast.BroadcastServer;
import lesson.client.Client;
import lesson.install.Check;
import lesson.json.JsonClient;
import lesson.json.JsonServer;
import lesson.reconnect.ReconnectingClient;
import lesson.server.EchoServer;
import lesson.testkit.Run;

/** One of the two sides that are held against each other, and how its programs are started. */
enum Side {
    JAVA {
        @Override
        Run start(Program program, String... settings) {
            return Run.java(program.main, Arrays.stream(settings).map(s -> "-D" + s)
                    .toArray(String[]::new));
        }
    },
    NODE {
        @Override
        Run start(Program program, String... settings) {
            return Node.run(program.script, Arrays.stream(settings)
                    .map(s -> s.substring(0, s.indexOf('=')).toUpperCase()
                            + s.substring(s.indexOf('=')))
                    .toArray(String[]::new));
        }
    };

    /** A program that there is on both sides. */
    enum Program {
        CHECK(Check.class, "step1-install/check.js"),
        ECHO_SERVER(EchoServer.class, "step2-server/server.js"),
        CLIENT(Client.class, "step3-client/client.js"),
        BROADCAST_SERVER(BroadcastServer.class, "step4-broadcast/server.js"),
        JSON_SERVER(JsonServer.class, "step5-json/server.js"),
        JSON_CLIENT(JsonClient.class, "step5-json/client.js"),
        RECONNECTING_CLIENT(ReconnectingClient.class, "step6-reconnect/client.js");

        private final Class<?> main;
        private final String script;

        Program(Class<?> main, String script) {
            this.main = main;
            this.script = script;
        }
    }

    /**
     * Starts a program.
     *
     * @param settings as Java names them, {@code port=0}
     */
    abstract Run start(Program program, String... settings);
}
