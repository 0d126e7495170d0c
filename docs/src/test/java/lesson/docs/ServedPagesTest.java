package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lesson.testkit.Scene;
import lesson.testkit.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages as a site of the Internet hands them out: what the browser forbids them is said in
 * words. Chromium is told that the two ports of the site are not of this machine.
 */
class ServedPagesTest extends InBrowser {
    private static final String ALLOW = "Una pagina che viene da Internet può collegarsi a"
            + " questo dispositivo, o alla sua rete, solo con https e con il tuo permesso, che si"
            + " dà con l'icona accanto all'indirizzo; una pagina aperta da disco può farlo sempre.";

    @TempDir
    private static Path folder;
    private HttpServer http;
    private HttpsServer https;

    @Override
    List<String> arguments() {
        try {
            var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            https = HttpsServer.create(anyPort, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(new SelfSigned(folder).context()));
            http = HttpServer.create(anyPort, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (HttpServer site : List.of(http, https)) {
            site.createContext("/", exchange -> {
                byte[] page = Files.readAllBytes(
                        Path.of(Node.DOCS + exchange.getRequestURI().getPath()));
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            site.start();
        }
        return List.of("--ignore-certificate-errors", "--ip-address-space-overrides=127.0.0.1:"
                + http.getAddress().getPort() + "=public,127.0.0.1:"
                + https.getAddress().getPort() + "=public");
    }

    @AfterAll
    void closeTheSite() {
        http.stop(0);
        https.stop(0);
    }

    private String origin(String scheme) {
        return scheme + "://scuola.test:"
                + (scheme.equals("https") ? https : http).getAddress().getPort();
    }

    private Tab openAt(String origin, int step, String url, String... more) {
        Tab tab = watch(context.newPage(), step);
        tab.page.navigate(origin + "/" + Pages.folder(step) + "/client.html?url=" + url
                + String.join("", more));
        return tab;
    }

    /** What the reader has answered to the browser's question, for this context. */
    private void permission(String setting) {
        var devtools = browser.newBrowserCDPSession();
        String id = devtools.send("Target.getBrowserContexts")
                .getAsJsonArray("browserContextIds").get(0).getAsString();
        var name = new JsonObject();
        name.addProperty("name", "loopback-network");
        var args = new JsonObject();
        args.add("permission", name);
        args.addProperty("setting", setting);
        args.addProperty("browserContextId", id);
        devtools.send("Browser.setPermission", args);
    }

    private static String noConnection(int port) {
        return "La connessione a ws://localhost:" + port + " non è riuscita. Il server del passo 2"
                + " è acceso? Se lo è, forse ascolta su un'altra porta o ha rifiutato questa"
                + " pagina: guarda il suo terminale. Se no, avvialo: mvn -q -Dstep=2 -Dport="
                + port;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void overHttpsOnlyWssMayBeCalledElsewhere(int step) {
        expectRed("Mixed Content");
        expectRed("Failed to construct 'WebSocket'");
        openAt(origin("https"), step, "ws://altro.test:8080").problemIs("Una pagina aperta con"
                + " https può collegarsi solo a indirizzi wss://, e ws://altro.test:8080 non è"
                + " uno di questi. Aprila da disco o con http.");
        openAt(origin("https"), step, "ws://altro.test:8080", "&lang=en").problemIs("A page opened"
                + " over https can connect only to wss:// addresses, and ws://altro.test:8080 is"
                + " not one of these. Open it from disk or over http.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void whatTheReaderHasForbiddenIsNotBlamedOnTheServer(int step) {
        expectRed("ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS");
        permission("denied");
        String url = server(Side.NODE, 2).url();
        openAt(origin("https"), step, url)
                .problemIs("Il browser non permette a questa pagina di collegarsi a " + url + ". "
                        + ALLOW);
        openAt(origin("https"), step, url, "&lang=en").problemIs("The browser does not allow this"
                + " page to connect to " + url + ". A page from the Internet can connect to this"
                + " device, or to its network, only over https and with your permission, which you"
                + " give at the icon beside the address; a page opened from disk always can.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void whereNobodyWasAskedBothAreSaid(String scheme) {
        expectRed("ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS");
        if (scheme.equals("http")) {
            permission("granted"); // which counts over https only
        }
        Scene server = server(Side.NODE, 2);
        openAt(origin(scheme), 2, server.url())
                .problemIs(noConnection(server.port()) + " " + ALLOW);
    }

    /** A page can't tell a server that is not there from one that does not want it. */
    @ParameterizedTest
    @EnumSource
    void aPageThatTheServerRefusesIsSentToTheTerminalThatSaysSo(Side side) {
        expectRed("Unexpected response code: 403");
        permission("granted");
        try (Scene server = side.scene(2)) {
            openAt(origin("https"), 2, server.url()).is("closed")
                    .problemIs(noConnection(server.port()));
            assertThat(server.program().error()).contains("Rifiutata", origin("https"));
        }
    }

    @Test
    void aPageOfThisMachineIsToldNothingOfTheInternet() {
        expectRed("WebSocket connection to");
        int port = Scene.freePort();
        openAt(origin("http").replace("scuola.test", "localhost"), 2, Scene.url(port))
                .problemIs(noConnection(port));
    }
}
