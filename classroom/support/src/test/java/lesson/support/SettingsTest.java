package lesson.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lesson.support.Settings.BadSettingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.SAME_THREAD)     // the properties are everybody's
class SettingsTest {
    @AfterEach
    void clearProperties() {
        List.of("port", "host", "url", "utente", "origin", "backoff", "wire")
                .forEach(System::clearProperty);
    }

    private static void assertRefused(String name, String value, Executable setting) {
        System.setProperty(name, value);
        String message = assertThrows(BadSettingException.class, setting).getMessage();
        assertThat(message).startsWith(name + ": «" + value + "» ").hasLineCount(1);
    }

    @Test
    void withoutAnySettingTheLessonIsThatOfTheTutorial() {
        assertEquals(8080, Settings.address().getPort());
        assertTrue(Settings.address().getAddress().isLoopbackAddress());
        assertEquals("ws://localhost:8080", Settings.url().toString());
        assertEquals("Alice", Settings.utente());
        assertNull(Settings.origin());
        assertFalse(Settings.wire());
        assertEquals("fixed", Settings.choice("backoff", "fixed", "jitter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http", "-1", "65536", "80.80", "8080 ", "99999999999",
            "0x50"})
    void whatIsNoPortIsRefused(String port) {
        assertRefused("port", port, Settings::port);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "65535, 65535"})
    void everyPortIsTaken(String port, int number) {
        System.setProperty("port", port);
        assertEquals(number, Settings.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://localhost", "no such host", "256.1.1.1",
            "host.invalid"})
    void whatIsNoHostIsRefused(String host) {
        assertRefused("host", host, Settings::address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8080", "http://localhost:8080", "ws:", "ws://",
            "ws:///x", "ws://local host", "ws://localhost:99999", "ws://localhost:0",
            "ws://localhost:x", "ws://localhost#here", "ws://me:secret@localhost", "ws://[::1"})
    void whatIsNoWebSocketUrlIsRefused(String url) {
        assertRefused("url", url, Settings::url);
    }

    @ParameterizedTest
    @CsvSource({"ws://localhost:8081, ws://localhost:8081", "WS://127.0.0.1, ws://127.0.0.1",
            "wss://example.org/chat?x=1, wss://example.org/chat?x=1",
            "ws://[::1]:80/, ws://[::1]:80/"})
    void everyWebSocketUrlIsTaken(String url, String expected) {
        System.setProperty("url", url);
        assertEquals(expected, Settings.url().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Nicol\uFFFD"})
    void whatIsNoNameIsRefused(String utente) {
        assertRefused("utente", utente, Settings::utente);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "https://example.org/", "ftp://example.org", "null",
            "*"})
    void whatIsNoOriginIsRefused(String origin) {
        assertRefused("origin", origin, Settings::origin);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "true, true", "false, false"})
    void wireIsOnWhereverItIsNamedAndNotFalse(String wire, boolean on) {
        System.setProperty("wire", wire);
        assertEquals(on, Settings.wire());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "TRUE", "no", "1"})
    void wireIsNothingElse(String wire) {
        assertRefused("wire", wire, Settings::wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JITTER", "fixed,jitter"})
    void whatIsNoneOfTheWordsIsRefused(String word) {
        assertRefused("backoff", word, () -> Settings.choice("backoff", "fixed", "jitter"));
    }
}
