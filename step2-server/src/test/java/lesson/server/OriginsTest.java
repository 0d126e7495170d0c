package lesson.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import lesson.testkit.Peer;
import lesson.testkit.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        // a page from disk, a program that is no browser, pages of this machine
        "null, localhost:8080, true", "'', localhost:8080, true", "http://localhost, x, true",
        "HTTP://LOCALHOST:3000, x, true", "https://127.0.0.1:1, x, true",
                "http://[::1]:5500, x, true",
        // a page that this very address has served
        "http://192.168.1.5:8080, 192.168.1.5:8080, true", "http://192.168.1.5, 192.168.1.5, true",
        "http://192.168.1.5:80, 192.168.1.5, true", "http://[fe80::1]:8080, [fe80::1]:8080, true",
        "http://192.168.1.5:3000, 192.168.1.5:8080, false",
                "http://192.168.1.6, 192.168.1.5, false",
        // names, which anybody's DNS can make point here
        "http://evil.example:8080, evil.example:8080, false",
                "http://evil.example, localhost, false",
        "http://1.2.3.4.evil.example, 1.2.3.4.evil.example, false",
        "http://localhost.evil.example, x, false", "http://127.0.0.1.evil.example, x, false",
        "http://evil.example#localhost, x, false", "http://localhost@evil.example, x, false",
        // what is no origin at all
        "localhost, localhost, false", "file:///x, x, false", "'http://a b', x, false",
                "', ', x, false"})
    void onlyPagesOfThisMachineAndOfThisAddressAreLetIn(String origin, String host, boolean let) {
        assertEquals(let, new Origins(null).letsIn(origin, host));
    }

    @ParameterizedTest
    @CsvSource({"https://esempio.it, true", "https://esempio.it:443, true",
            "https://ESEMPIO.it, true",
            "http://esempio.it, false", "https://esempio.it:8443, false",
                    "https://www.esempio.it, false"})
    void theSiteThatIsWelcomeIsLetInAndNoOther(String origin, boolean let) {
        assertEquals(let, new Origins(URI.create("https://esempio.it")).letsIn(origin, "x"));
    }

    @Test
    void theTeacherReadsWhoWasRefusedAndHowToLetThemIn() {
        try (Run server = Run.java(EchoServer.class, "-Dport=0")) {
            int port = server.port();
            try (Peer page = Peer.raw(port)) {
                String answer = page.upgrade(port, "Origin: https://esempio.it");
                assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
                page.awaitEnd();
            }
            assertEquals("Rifiutata una pagina di https://esempio.it; se è dei tuoi:"
                    + " \"-Dorigin=https://esempio.it\"", server.error());
        }
        try (Run server = Run.java(EchoServer.class, "-Dport=0", "-Dorigin=https://esempio.it")) {
            Peer.open(server.port(), "Origin: https://esempio.it").close();
        }
    }
}
