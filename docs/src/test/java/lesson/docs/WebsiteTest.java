package lesson.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import lesson.pages.Pages;
import lesson.testkit.Program;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lesson as a website: what it hands out, and what it does not. */
class WebsiteTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Program program;
    private static int port;

    @BeforeAll
    static void serve() {
        program = Program.java(Pages.class, "-Dpages", "-Dport=0");
        String line = program.line();
        assertThat(line).matches("Le pagine sono su http://localhost:[0-9]+");
        port = Integer.parseInt(line.replaceFirst(".*:", ""));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/|text/html; charset=utf-8",
        "/index.en.html|text/html; charset=utf-8", "/step2-server/|text/html; charset=utf-8",
        "/step4-broadcast/client.html|text/html; charset=utf-8",
        "/step2-server/server.js|text/javascript; charset=utf-8",
        "/style.css|text/css; charset=utf-8", "/step3-client/frame.svg|image/svg+xml",
        "/step2-server/page.png|image/png", "/benchmark/results.json|application/json"})
    void eachFileHasItsTypeAndIsSentOnce(String path, String type) throws Exception {
        HttpResponse<String> page = get(path);
        assertEquals(200, page.statusCode());
        assertEquals(type, page.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get(path, "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        for (String tags : List.of("W/" + tag, "\"a\", W/" + tag + " ,\"b\"", "*")) {
            assertEquals(304, get(path, "If-None-Match", tags).statusCode(), tags);
        }
        assertEquals(200, get(path, "If-None-Match", "\"a\"").statusCode());
        HttpResponse<String> head = send("HEAD", path);
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(page.headers().firstValue("Content-Length"),
                head.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "SPY"})
    void whoWantsToDoMoreThanReadIsRefused(String method) throws Exception {
        HttpResponse<String> refused = send(method, "/");
        assertEquals(405, refused.statusCode());
        assertEquals("GET, HEAD", refused.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void whoSendsMuchHearsInBothLanguagesThatNobodyWantsIt() throws Exception {
        HttpResponse<String> refused = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                        .POST(BodyPublishers.ofByteArray(new byte[8_000_000])).build(),
                BodyHandlers.ofString());
        assertEquals(405, refused.statusCode());
        assertEquals("Qui si può solo leggere: GET o HEAD.\n"
                + "Here one can only read: GET or HEAD.\n", refused.body());
    }

    @Test
    void aPageThatIsNotThereIsMissedInBothLanguages() throws Exception {
        HttpResponse<String> missing = get("/nulla.html");
        assertEquals(404, missing.statusCode());
        assertThat(missing.body()).contains("Questa pagina non c'è.",
                "<p lang=\"en\">There is no such page.");
    }

    @Test
    void aFolderIsAskedForWithASlash() throws Exception {
        HttpResponse<String> moved = get("/step2-server");
        assertEquals(301, moved.statusCode());
        assertEquals("/step2-server/", moved.headers().firstValue("Location").orElseThrow());
    }

    /** As raw bytes: a client of HTTP would not send all of these. */
    @ParameterizedTest
    @ValueSource(strings = {"/../pom.xml", "/..%2fpom.xml", "/%2e%2e/pom.xml", "/%2e%2e%2fpom.xml",
        "/..%5cpom.xml", "/..\\pom.xml", "/%252e%252e/pom.xml", "/..%c0%afpom.xml", "/%00",
        "/step2-server/../../pom.xml", "/step2-server/..%2f..%2fREADME.md", "//etc/passwd",
        "/file:///etc/passwd", "/pom.xml", "/package.json", "/package-lock.json", "/.npmrc",
        "/src/test/java/lesson/docs/Note.java", "/node_modules/ws/package.json", "/diagrams/",
        "/README.md", "/why.md", "/step2-server/README.md", "/CONTRIBUTING.html", "/%", "/%zz",
        "/step1-install/client.html/", "/STYLE.CSS", "/settings-proxy.xml",
        "http://localhost/../pom.xml"})
    void nothingElseIsThere(String path) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*")
                    .doesNotContain("<project", "root:", "\"dependencies\"", "package lesson");
        }
    }

    /** Returns all pages and files that can be reached from the first page, by their paths. */
    private static Map<String, String> crawl() throws Exception {
        Map<String, String> found = new TreeMap<>();
        List<String> dead = new ArrayList<>();
        var waiting = new ArrayDeque<>(List.of("/"));
        while (!waiting.isEmpty()) {
            String path = waiting.remove();
            if (found.containsKey(path)) {
                continue;
            }
            HttpResponse<String> page = get(path);
            found.put(path, page.body());
            if (page.statusCode() != 200) {
                dead.add(path);
            } else if (path.matches(".*(/|\\.html)") && !path.endsWith("/client.html")
                    && !path.endsWith("/tutorial.html")) {
                LINK.matcher(page.body()).results().map(link -> link.group(1))
                        .filter(link -> !link.matches("[a-z]+:.*"))
                        .map(link -> URI.create(path).resolve(link).getPath())
                        .forEach(waiting::add);
            }
        }
        assertEquals(List.of(), dead);
        return found;
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryNoteIsReached() throws Exception {
        Map<String, String> pages = crawl();
        List<String> lost = new ArrayList<>();
        pages.forEach((path, html) -> LINK.matcher(html).results().map(link -> link.group(1))
                .filter(link -> link.contains("#") && !link.contains(":")
                        && !path.endsWith("client.html"))
                .forEach(link -> {
                    URI target = URI.create(path).resolve(link.replaceAll("[«»’]", ""));
                    String anchor = URLDecoder.decode(link.replaceFirst(".*#", ""),
                            StandardCharsets.UTF_8);
                    if (!pages.get(target.getPath()).contains(" id=\"" + anchor + "\"")) {
                        lost.add(path + " → " + link);
                    }
                }));
        assertEquals(List.of(), lost);
        Set<String> notes = new TreeSet<>();
        Repository.onDisk().notes().stream().map(note -> note.name)
                .filter(name -> name.startsWith("docs/")).map(WebsiteTest::path)
                .forEach(notes::add);
        assertThat(pages.keySet()).containsAll(notes);
    }

    private static String path(String note) {
        return "/" + note.replaceFirst("^docs/", "").replace(".it.md", ".html")
                .replaceFirst("\\.md$", ".en.html").replace("README", "index");
    }

    @Test
    void aPageSaysWhatItsNoteSays() throws Exception {
        Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
        for (Note note : Repository.onDisk().notes()) {
            if (!note.name.startsWith("docs/")) {
                continue;
            }
            String shown = get(path(note.name)).body().replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                    .replace("&amp;", "&");
            List<String> missing = new ArrayList<>();
            parser.parse(Repository.onDisk().text(note.name)).accept(new AbstractVisitor() {
                @Override
                public void visit(Image image) {
                    // its words are an attribute there
                }

                @Override
                public void visit(Text text) {
                    look(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    look(code.getLiteral());
                }

                private void look(String words) {
                    if (!shown.contains(words)
                            && !words.matches("In italiano: ?|In English: ?|[\\w.-]+\\.md|\\.")) {
                        missing.add(words);
                    }
                }
            });
            assertEquals(List.of(), missing, note.name);
        }
    }

    @Test
    void aClassThatLoadsAllOfItAtOnceGetsAllOfIt() throws Exception {
        Map<String, String> pages = crawl();
        var phones = Executors.newFixedThreadPool(30);
        try {
            Callable<Map<String, String>> phone = WebsiteTest::crawl;
            List<Future<Map<String, String>>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                all.add(phones.submit(phone));
            }
            for (Future<Map<String, String>> one : all) {
                assertEquals(pages, one.get());
            }
        } finally {
            phones.shutdownNow();
        }
    }

    /**
     * With more of them than the server has threads, others wait until it lets these go. As raw
     * bytes: a client of HTTP would ask a second time.
     */
    @ParameterizedTest
    @ValueSource(ints = {100, 600})
    void whoNeverEndsARequestDoesNotKeepOthersFromReading(int count) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Program own = Program.java(Pages.class, "-Dpages", "-Dport=0")) {
            int busy = Integer.parseInt(own.line().replaceFirst(".*:", ""));
            for (int i = 0; i < count; i++) {
                var socket = new Socket("localhost", busy);
                slow.add(socket);
                socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            }
            try (var reader = new Socket("localhost", busy)) {
                reader.getOutputStream().write("GET / HTTP/1.0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(reader.getInputStream().readAllBytes(),
                        StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void thePagesOfTheStepsAreToldOfAnotherServer() throws Exception {
        try (Program other = Program.java(Pages.class, "-Dpages", "-Dport=0",
                "-Durl=ws://192.168.1.5:8081")) {
            String address = other.line().replaceFirst(".* ", "");
            for (String page : List.of("/step4-broadcast/", "/step4-broadcast/index.en.html")) {
                String html = CLIENT.send(HttpRequest.newBuilder(URI.create(address + page))
                        .build(), BodyHandlers.ofString()).body();
                List<String> links = LINK.matcher(html).results().map(link -> link.group(1))
                        .filter(link -> link.contains("client.html")).toList();
                assertThat(links).isNotEmpty().allMatch(link -> link.equals("client.html"
                        + "?url=ws%3A%2F%2F192.168.1.5%3A8081"
                        + (page.endsWith("en.html") ? "&amp;lang=en" : "")));
            }
        }
    }

    @Test
    void whatCannotBeIsOneLine() throws Exception {
        try (Program again = Program.java(Pages.class, "-Dpages", "-Dport=" + port);
                Program unknown = Program.java(Pages.class, "-Dpages=stampa");
                Program build = Program.java(Pages.class, "-Dpages=build", "-Dport=abc")) {
            assertEquals(List.of("La porta " + port + " è già occupata: chiudi il programma che"
                    + " la usa, oppure scegline un'altra, per esempio -Dport=" + (port + 1) + "."),
                    again.errors());
            assertEquals(1, again.exit());
            assertEquals(List.of("pages: «stampa» non è ammesso; scrivi -Dpages per servire le"
                    + " pagine, -Dpages=build per scriverle in una cartella."), unknown.errors());
            assertEquals(2, unknown.exit());
            assertEquals(List.of("port: «abc» non è una porta; serve un numero da 0 a 65535, per"
                    + " esempio -Dport=8081."), build.errors());
            assertEquals(2, build.exit());
        }
    }

    @Test
    void openToAllItNamesTheAddressForTheClass() {
        try (Program open = Program.java(Pages.class, "-Dpages", "-Dport=0", "-Dhost=0.0.0.0")) {
            String own = open.line();
            assertThat(own).matches("Le pagine sono su http://localhost:[0-9]+");
            assertThat(open.error()).matches("Per la classe: http://[0-9.]+:"
                    + own.replaceFirst(".*:", "") + "(, http://.*)?"
                    + "|Questa macchina non è in rete: .*");
        }
    }

    @Test
    void ctrlCEndsIt() {
        try (Program ended = Program.java(Pages.class, "-Dpages", "-Dport=0")) {
            ended.line();
            ended.signal("INT");
            assertEquals(130, ended.exit());
            assertTrue(ended.errors().isEmpty());
        }
    }
}
