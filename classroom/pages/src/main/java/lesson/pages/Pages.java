package lesson.pages;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import lesson.support.Settings;
import lesson.support.Settings.BadSettingException;
import lesson.support.Terminal;
import lesson.support.server.Listener;
import lesson.testkit.ProjectRoot;

/**
 * The lesson as a website: {@code mvn -q -Dpages} serves it to the class, {@code mvn -q
 * -Dpages=build} writes it to a folder that can be opened from disk.
 */
public final class Pages {
    private static final int PORT = 8000;

    private Pages() {
    }

    /**
     * @param args not used; the settings are system properties: {@code -Dport} and {@code -Dhost},
     *     as for the servers of the steps, and {@code -Durl}, the server that the pages talk to
     */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            String what = System.getProperty("pages", "").replaceFirst("^true$", "");
            InetSocketAddress address = Settings.address(PORT);
            URI url = System.getProperty("url") == null ? null : Settings.url();
            Path root = ProjectRoot.find();
            switch (what) {
                case "" -> serve(Site.of(root, url), address);
                case "build" -> build(Site.of(root, url), root.resolve("target/lezione"));
                default -> Terminal.fail(Terminal.USAGE, "pages: «" + what + "» non è ammesso;"
                        + " scrivi -Dpages per servire le pagine, -Dpages=build per scriverle in"
                        + " una cartella.");
            }
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        } catch (IOException | RuntimeException e) {     // a file of docs that is none of ours
            Terminal.fail(Terminal.FAILED, "Impossibile preparare le pagine: " + e + ".");
        }
    }

    private static void serve(Site site, InetSocketAddress address) {
        try {
            HttpServer server = WebServer.start(site, address);
            int port = server.getAddress().getPort();
            InetAddress host = address.getAddress();
            System.out.println("Le pagine sono su http://" + (host.isAnyLocalAddress()
                    ? "localhost:" + port : Listener.authority(address.getHostString(), port)));
            if (!host.isLoopbackAddress()) {
                List<String> others = Listener.authorities(address, port);
                if (others.isEmpty()) {
                    System.err.println("Questa macchina non è in rete: le pagine sono"
                            + " raggiungibili solo da qui.");
                } else {
                    String first = "http://" + others.get(0);
                    System.err.println("Per la classe: " + String.join(", ", others.stream()
                            .map(other -> "http://" + other).toList()));
                    QrCode.print(first);
                }
            }
        } catch (SocketException e) {       // in use, or not of this machine
            Terminal.fail(Terminal.FAILED, Listener.cannotListen(address));
        } catch (IOException e) {
            Terminal.fail(Terminal.FAILED, "Impossibile servire le pagine: " + e + ".");
        }
    }

    private static void build(Site site, Path folder) throws IOException {
        site.write(folder);
        System.out.println("Le pagine sono in " + folder
                + ": apri index.html con un doppio clic.");
    }
}
