package lesson.support.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import lesson.testkit.Peer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a handshake is told so in HTTP (RFC 6455, 4.2 and 4.4). */
class HandshakeTest {
    private static final String GOOD = "Host: a|Upgrade: websocket|Connection: keep-alive, Upgrade"
            + "|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|";

    /** Each is a good handshake in which something else stands, or something more. */
    @ParameterizedTest
    @CsvSource(value = {
            "101; GET / HTTP/1.1; Host; Host", "101; |GET / HTTP/1.1; Host; Host",
            "400; GET / HTTP/1.1; Host: a|; Host: a|X : b|", "400; GET / HTTP/2.0; Host; Host",
            "101; GET / HTTP/1.1; Host: a|; Host: a|X: \t|",
            "400; GET / HTTP/1.0; Host; Host", "400; GET /; Host; Host",
            "405; POST / HTTP/1.1; Host; Host", "426; GET / HTTP/1.1; Upgrade: websocket; X: x",
            "426; GET / HTTP/1.1; Version: 13; Version: 12", "400; GET / HTTP/1.1; Host; Y",
            "400; GET / HTTP/1.1; Key: dGhl; Key: dGh", "400; GET / HTTP/1.1; Host: a; nonsense",
            "400; GET / HTTP/1.1; Connection: keep-alive, Upgrade; Connection: close",
            "400; GET / HTTP/1.1; Host: a|; Host: a|Host: b|",
            "400; GET / HTTP/1.1; Host: a|; Host: a|: x|",
            "400; GET / HTTP/1.1; Host: a; Host: a\u0001b",
            "400; GET /\0 HTTP/1.1; Host; Host", "400; GET / HTTP/1.1; Host: a; Host: a\u007fb",
            "403; GET / HTTP/1.1; Host: a|; Host: a|Origin: http://evil.example|"},
            delimiter = ';')
    void isAnsweredWith(String status, String line, String instead, String with) {
        String request = line + "|" + GOOD.replace(instead, with) + "|";
        try (var server = new TestServer(); Peer client = Peer.raw(server.port())) {
            client.write(request.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(client.head()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** Whoever speaks something else may wait for ever for what is said to it. */
    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n", "GET / HTTP/1.1\n", "EHLO x\r\n", "\u0016\3\1",
            "GET  HTTP/1.1\r\n", "GET chat HTTP/1.1\r\n", "GET /\u007f HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost: a\n\r\n"})
    void whatIsNoRequestIsToldSoAtOnce(String start) {
        try (var server = new TestServer(); Peer client = Peer.raw(server.port())) {
            client.write(start.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
        }
    }
}
