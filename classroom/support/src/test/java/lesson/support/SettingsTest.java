package lesson.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        assertEquals(List.of(), Settings.origins());
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
            "host.invalid", "255.255.255.255", "224.0.0.1", "ff02::1", "ff02:0:0:0:0:0:0:1"})
    void whatIsNoHostIsRefused(String host) {
        assertRefused("host", host, Settings::address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8080", "http://localhost:8080", "ws:", "ws://",
            "ws:///x", "ws://local host", "ws://localhost:99999", "ws://localhost:0",
            "ws://localhost:x", "ws://localhost#here", "ws://me:secret@localhost", "ws://[::1",
            "ws://my_pc:99999", "ws://me@my_pc", "ws://my_pc#here"})
    void whatIsNoWebSocketUrlIsRefused(String url) {
        assertRefused("url", url, Settings::url);
    }

    @ParameterizedTest
    @CsvSource({"ws://localhost:8081, ws://localhost:8081", "WS://127.0.0.1, ws://127.0.0.1",
            "wss://example.org/chat?x=1, wss://example.org/chat?x=1",
            "ws://[::1]:80/, ws://[::1]:80/", "ws://my_pc:8080, ws://my_pc:8080",
            "ws://_a.b_c/?x_y, ws://_a.b_c/?x_y"})
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
            "*", " ", "http://", "http://:80", "http://a b", "http://me@a", "http://a$b",
            "http://a\"b", "file:///x", "://a", "ws://a"})
    void whatIsNoOriginIsRefused(String origin) {
        assertRefused("origin", origin, Settings::origins);
    }

    @ParameterizedTest
    @CsvSource({"'http://a,b', b", "'http://a,', ''", "'http://a,,http://b', ''"})
    void eachOfSeveralOriginsIsChecked(String origins, String wrong) {
        System.setProperty("origin", origins);
        assertThat(assertThrows(BadSettingException.class, Settings::origins))
                .hasMessageStartingWith("origin: «" + wrong + "» ");
    }

    @ParameterizedTest
    @CsvSource({"HTTPS://Example.ORG:443, https://example.org", "http://a:80, http://a",
            "http://a:8080, http://a:8080", "http://[fe80::1]:80, http://[fe80::1]",
            "http://my_pc:8000, http://my_pc:8000", "file://, file://",
            "chrome-extension://abc, chrome-extension://abc",
            "'http://a,https://b , file://', 'http://a,https://b,file://'"})
    void everyOriginIsTakenAsABrowserWritesIt(String origins, String expected) {
        System.setProperty("origin", origins);
        assertEquals(expected, String.join(",", Settings.origins()));
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
