package lesson.support.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        // a page from disk, a program that is no browser, pages of this machine
        "null, localhost:8080, true",
        "'', localhost:8080, true",
        "http://localhost, x, true",
        "HTTP://LOCALHOST:3000, x, true",
        "https://127.0.0.1:1, x, true",
        "http://[::1]:5500, x, true",
        "http://0.0.0.0:8000, x, true",
        "http://[::]:8000, x, true",
        // a page that this very address has served
        "http://192.168.1.5:8080, 192.168.1.5:8080, true",
        "http://192.168.1.5, 192.168.1.5, true",
        "http://192.168.1.5:80, 192.168.1.5, true",
        "http://[fe80::1]:8080, [fe80::1]:8080, true",
        "http://192.168.1.5:3000, 192.168.1.5:8080, true",
        "http://192.168.1.6, 192.168.1.5, false",
        // names, which anybody's DNS can make point here
        "http://evil.example:8080, evil.example:8080, false",
        "http://evil.example, localhost, false",
        "http://1.2.3.4.evil.example, 1.2.3.4.evil.example, false",
        "http://localhost.evil.example, x, false",
        "http://127.0.0.1.evil.example, x, false",
        "http://evil.example#localhost, x, false",
        "http://localhost@evil.example, x, false",
        "http://evil.example@localhost, x, false",
        "http://localhost?.evil.example, x, false",
        // what is no origin at all
        "localhost, localhost, false",
        "file:///x, x, false",
        "chrome-extension://localhost, x, false",
        "httpx://localhost, x, false",
        "://, ://, false",
        "http://localhost/, x, false",
        "'http://a b', x, false",
        "', ', x, false"})
    void onlyPagesOfThisMachineAndOfThisAddressAreLetIn(String origin, String host, boolean in) {
        assertEquals(in, new Origins(List.of()).letsIn(origin, host));
    }

    @ParameterizedTest
    @CsvSource({"https://esempio.it, true", "https://esempio.it:443, true",
            "https://ESEMPIO.it, true", "http://esempio.it, false",
            "https://esempio.it:8443, false", "https://www.esempio.it, false",
            "http://my_pc:8000, true", "http://my_pc, false", "file://, true",
            "chrome-extension://abc, true", "chrome-extension://abd, false"})
    void theSitesThatAreWelcomeAreLetInAndNoOther(String origin, boolean in) {
        var origins = new Origins(List.of("https://esempio.it", "http://my_pc:8000", "file://",
                "chrome-extension://abc"));
        assertEquals(in, origins.letsIn(origin, "x"));
    }

    @Test
    void toLetOneMoreInItNamesThoseThatAreWelcomeAlready() {
        assertEquals("\"-Dorigin=file://\"", new Origins(List.of()).toLetIn("file://"));
        assertEquals("\"-Dorigin=http://a,http://b,file://\"",
                new Origins(List.of("http://a", "http://b")).toLetIn("file://"));
    }

    @ParameterizedTest
    @CsvSource({"http://aula-1, true", "http://aula-1:3000, true", "http://Aula-1.local, true",
            "http://aula-1.scuola.example, false", "http://aula-1.evil.example, false",
            "http://aula-2, false"})
    void thisMachineHasANameThatNoDnsOutsideCanTake(String origin, boolean in) {
        var name = CompletableFuture.completedFuture("Aula-1.scuola.example");
        assertEquals(in, new Origins(List.of(), name).letsIn(origin, "x"));
    }

    @Test
    void whileTheSystemLooksForItsNameNobodyWaits() {
        var origins = new Origins(List.of(), new CompletableFuture<>());
        assertEquals(false, origins.letsIn("http://aula-1", "x"));
        assertEquals(true, origins.letsIn("http://localhost", "x"));
    }
}
