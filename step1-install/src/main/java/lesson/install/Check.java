package lesson.install;

import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import lesson.support.RoundTrip;
import lesson.support.Settings.BadSettingException;
import lesson.support.Settings;
import lesson.support.Terminal;

/** Step 1: is everything here that the lesson needs? A line for each thing, then what to type. */
public final class Check {
    private boolean complete = true;

    private void check(String thing, Callable<String> look, String otherwise) {
        try {
            System.out.println(thing + ": " + look.call());
        } catch (Exception | LinkageError e) {
            complete = false;
            System.err.println(thing + ": non va (" + e + "). " + otherwise);
        }
    }

    private static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    /** Loads a class of a library; the version is in the name of the jar that it came from. */
    private static String library(String className) throws ClassNotFoundException {
        var source = Class.forName(className).getProtectionDomain().getCodeSource();
        return source.getLocation().getPath().replaceAll(".*-([0-9][^-/]*)\\.jar$", "$1");
    }

    private static String free(InetSocketAddress address) throws Exception {
        try (var channel = ServerSocketChannel.open()) {
            channel.bind(address);
            return "libera su " + address.getHostString();
        }
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Terminal.open(Terminal.UNLIMITED);
        try {
            var address = Settings.address();
            var all = new Check();
            String load = "Scarica le librerie di nuovo, con la rete: mvn -U -Dstep=1";
            all.check("Java", Check::java, "");
            all.check("Java-WebSocket", () -> library("org.java_websocket.WebSocket"), load);
            all.check("Tyrus", () -> library("org.glassfish.tyrus.client.ClientManager"), load);
            all.check("Gson", () -> library("com.google.gson.Gson"), load);
            all.check("Porta " + address.getPort(), () -> free(address),
                    "Chiudi il programma che la usa, o scegline un'altra: -Dport=8081");
            all.check("WebSocket sul loopback", RoundTrip::run, "Un firewall o un antivirus?");
            if (all.complete) {
                System.out.println("Tutto a posto. Ora il passo 2: mvn -q -Dstep=2");
            }
            System.exit(all.complete ? 0 : Terminal.FAILED);
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
        }
    }
}
