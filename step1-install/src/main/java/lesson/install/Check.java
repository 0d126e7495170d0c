package lesson.install;

import com.google.gson.Gson;
import java.net.InetSocketAddress;
import lesson.support.Checklist;
import lesson.support.RoundTrip;
import org.glassfish.tyrus.client.ClientManager;
import org.java_websocket.WebSocket;

/** Step 1: is everything here that the lesson needs? A line for each thing, then what to type. */
public final class Check {
    private static final String DOWNLOAD =
            "Collegati a Internet e scarica di nuovo le librerie: mvn -U -Dstep=1";

    private Check() {
    }

    /** @param args not used; the settings are system properties, {@code -Dport=8080} */
    public static void main(String[] args) {
        Checklist list = new Checklist();
        InetSocketAddress address = list.address();

        list.check("Java", () -> Checklist.java(), "");
        list.check("Java-WebSocket", () -> Checklist.version(WebSocket.class), DOWNLOAD);
        list.check("Tyrus", () -> Checklist.version(ClientManager.class), DOWNLOAD);
        list.check("Gson", () -> Checklist.version(Gson.class), DOWNLOAD);
        list.check("Porta " + address.getPort(), () -> Checklist.free(address), "");
        list.check("WebSocket sul loopback", () -> RoundTrip.run(),
                "Forse lo blocca un firewall o un antivirus.");

        list.end("Tutto a posto. Ora il passo 2: mvn -q -Dstep=2");
    }
}
