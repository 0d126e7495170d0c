package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lesson.docs.Side.Main;
import lesson.testkit.Program;
import org.junit.jupiter.api.Test;

/** However the JVM of a test ends, the programs that it started end too. */
public class OrphansTest {
    /** Starts a server of each side, says who they are, and then waits to be killed. */
    public static final class Parent {
        public static void main(String[] args) throws IOException {
            for (Side side : Side.values()) {
                Program server = side.start(Main.ECHO_SERVER, "port=0");
                server.port();
                System.out.println(server.handle().pid());
            }
            System.in.read();
        }
    }

    @Test
    void noProgramIsLeftBehindWhenItsTestIsKilled() {
        try (Program parent = Program.java(Parent.class)) {
            List<ProcessHandle> servers = List.of(handle(parent.line()), handle(parent.line()));
            assertTrue(servers.stream().allMatch(ProcessHandle::isAlive));
            parent.signal("KILL");
            servers.forEach(server -> server.onExit().orTimeout(Program.TIMEOUT, TimeUnit.SECONDS)
                    .join());
        }
    }

    private static ProcessHandle handle(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
