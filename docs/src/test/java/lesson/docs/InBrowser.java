package lesson.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import lesson.testkit.Program;
import lesson.testkit.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.opentest4j.TestAbortedException;

/**
 * Opens the pages from disk in Chromium: one of two browsers for a class, a context of its own for
 * each test. After every test nothing red may stand in a console, unless the test said that it
 * would, and nothing may have been asked of another machine.
 */
// What Playwright makes belongs to its thread, or to one at a time.
@TestInstance(PER_CLASS)
@ResourceLock(providers = InBrowser.OneOfTwo.class)
abstract class InBrowser {
    /** Milliseconds that anything may take before a test fails; far more than it needs. */
    static final double PATIENCE = Program.TIMEOUT * 1000;
    /** Debian's: first the one without a window, which needs less than half the processor time. */
    private static final List<Path> CHROMIUM = Stream.of("/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium").map(Path::of).toList();

    /**
     * Two browsers at a time are work enough for two cores; a class has one of them to itself. The
     * middle of the alphabet happens to part their time evenly.
     */
    static final class OneOfTwo implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> test) {
            return Set.of(new Lock("browser " + (test.getSimpleName().charAt(0) < 'P')));
        }
    }

    /** A browser, what it is driven by, and whether it is as the next class needs it. */
    private record Driven(Playwright playwright, Browser browser, boolean usual) {
    }

    /** Browsers that a class is done with; they end with this JVM. */
    private static final Queue<Driven> IDLE = new ConcurrentLinkedQueue<>();

    /** What this machine is called, without its domain. */
    static final String OWN_NAME = ownName();

    private Driven driven;
    /** Servers that all tests of the class may use, as long as they leave them running. */
    private final Map<String, Scene> servers = new HashMap<>();
    private final List<Tab> tabs = new ArrayList<>();
    private final List<String> expectedRed = new ArrayList<>();
    Browser browser;
    private TestAbortedException missing;
    private boolean clockStands;
    BrowserContext context;

    @BeforeAll
    void startBrowser() {
        try {
            Node.check("playwright-core", "axe-core", "ws");
            List<String> more = arguments();
            driven = more.isEmpty() ? IDLE.poll() : null;
            if (driven == null) {
                System.setProperty("playwright.cli.dir", driver().toString());
                PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
                Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1",
                                "PLAYWRIGHT_NODEJS_PATH", "node")));
                driven = new Driven(playwright, launch(playwright.chromium(), more),
                        more.isEmpty());
            }
            browser = driven.browser;
        } catch (TestAbortedException e) {
            missing = e; // thrown here, Surefire would pass over the whole class without a word
        }
    }

    /** The folder that Playwright looks for its other half in: npm's, under another name. */
    private static synchronized Path driver() {
        try {
            Path cli = Node.DOCS.resolve("target/playwright/package/cli.js");
            if (!Files.exists(cli)) {
                Files.createDirectories(cli.getParent());
                Files.writeString(cli,
                        "require('../../../node_modules/playwright-core/cli.js');\n");
            }
            return cli.getParent().getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Browser launch(BrowserType chromium, List<String> more) {
        for (Path path : CHROMIUM) {
            if (Files.isExecutable(path)) {
                return chromium.launch(options(more).setExecutablePath(path));
            }
        }
        for (String channel : List.of("chrome", "msedge")) {
            try {
                return chromium.launch(options(more).setChannel(channel));
            } catch (PlaywrightException e) {
                // not installed: the other one, perhaps
            }
        }
        Node.missing("Chrome, Edge or Chromium is needed, on Debian: apt-get install chromium");
        return null;
    }

    private static LaunchOptions options(List<String> more) {
        List<String> args = new ArrayList<>(more);
        args.add("--host-resolver-rules=MAP *.test 127.0.0.1 , MAP " + OWN_NAME + " 127.0.0.1 ,"
                + " MAP " + OWN_NAME + ".local 127.0.0.1 , MAP * ~NOTFOUND ,"
                + " EXCLUDE localhost, EXCLUDE 127.0.0.1");
        return new LaunchOptions().setArgs(args);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT)
                    .replaceAll("\\..*", "");
        } catch (UnknownHostException e) {
            return "localhost";     // without a name it is called so
        }
    }

    /** What Chromium has to be told for the tests of a class, besides to stay on this machine. */
    List<String> arguments() {
        return List.of();
    }

    @AfterAll
    void closeBrowser() {
        servers.values().forEach(Scene::close);
        if (driven != null && driven.usual) {
            IDLE.add(driven);
        } else if (driven != null) {
            driven.playwright.close();
        }
    }

    @BeforeEach
    void freshContext() {
        if (missing != null) {
            throw missing;
        }
        clockStands = false;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 720));
        context.setDefaultTimeout(PATIENCE);
    }

    @AfterEach
    void nothingRedAndNothingAway() {
        if (missing != null) {
            return;
        }
        context.close();
        List<String> red = new ArrayList<>();
        List<String> away = new ArrayList<>();
        for (Tab tab : tabs) {
            red.addAll(tab.red);
            away.addAll(tab.callsAway());
        }
        red.removeIf(line -> expectedRed.stream().anyMatch(line::contains));
        tabs.clear();
        expectedRed.clear();
        assertEquals(List.of(), red);
        assertEquals(List.of(), away);
    }

    /** Lets red lines pass that contain these words: the browser's own, for what a test does. */
    void expectRed(String words) {
        expectedRed.add(words);
    }

    /** Lets pass what Chromium alone says when nobody takes a call. */
    void expectRefusal() {
        expectRed("ERR_CONNECTION_REFUSED");
    }

    /** Opens the page of a step. */
    Tab open(int step, String url, String... more) {
        Tab tab = watch(context.newPage(), step);
        goTo(tab, url, more);
        return tab;
    }

    /** Opens the tab's page once more, for another address; cheaper than a tab of its own. */
    void goTo(Tab tab, String url, String... more) {
        tab.page.navigate(Pages.file(tab.step).toUri() + "?url="
                + URLEncoder.encode(url, StandardCharsets.UTF_8) + String.join("", more));
    }

    /** Opens the page of a step in English. */
    Tab openInEnglish(int step, String url) {
        return open(step, url, "&lang=en");
    }

    /** Opens the page of a step whose clock stands still until the test moves it. */
    Tab openWithClock(int step, String url, String... more) {
        if (!clockStands) {
            clockStands = true;
            context.clock().install();
            context.clock().pauseAt("2100-01-01");
        }
        return open(step, url, more);
    }

    /** Watches a tab, such as one that a page has opened by itself. */
    Tab watch(Page page, int step) {
        var tab = new Tab(page, step);
        tabs.add(tab);
        return tab;
    }

    /** Returns a server that the tests of this class share. */
    Scene server(Side side, int step) {
        return servers.computeIfAbsent(side + " " + step, key -> side.scene(step));
    }
}
