package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import lesson.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A correct browser that does what a server does not take, and closes at once. */
class ClosingInBrowserTest extends InBrowser {
    private static final String CONVERSATION = """
            url => new Promise(done => {
              const socket = new WebSocket(url);
              socket.onopen = () => {
                socket.send("prima");
                socket.send(new Uint8Array([1, 2, 3]));
                socket.close(1000);
              };
              socket.onclose = event => done(event.code);
            })""";

    /** 30 times, as it is a matter of moments; a page that closes hears no more than the code. */
    @ParameterizedTest
    @EnumSource
    void whatWasSentBeforeIsAnsweredAndThenTheRefusalComes(Side side) throws IOException {
        try (var proxy = new RecordingProxy(server(side, 2).port());
                Page page = context.newPage()) {
            for (int i = 0; i < 30; i++) {
                assertThat(page.evaluate(CONVERSATION, Scene.url(proxy.port()))).isEqualTo(1003);
            }
            assertThat(proxy.connections()).hasSize(30).allSatisfy(connection ->
                    assertThat(connection.received().get(0))
                            .isEqualTo("81 25 Messaggio ricevuto: prima"));
        }
    }
}
