package lesson.install.exercise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import lesson.support.Settings;
import lesson.support.Terminal;

/** Exercise 1-3: a server without a library, as far as the handshake (RFC 6455, 4.2.2). */
public final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {
    }

    private static String accept(String key) {
        // TODO Join the key and the GUID, compute the SHA-1 of that (java.security.MessageDigest),
        // and write it in Base64 (java.util.Base64).
        // Unisci la chiave e il GUID, calcolane lo SHA-1 (java.security.MessageDigest) e
        // scrivilo in Base64 (java.util.Base64).
        return key + GUID;
    }

    /**
     * @param args not used; the settings are system properties, {@code -Dport=8080}
     * @throws IOException if the port can't be had
     */
    public static void main(String[] args) throws IOException {
        Terminal.open(Terminal.UNLIMITED);
        try (var server = new ServerSocket(Settings.port(), 50, InetAddress.getLoopbackAddress())) {
            System.out.println("Server WebSocket in ascolto su ws://localhost:"
                    + server.getLocalPort());
            while (true) {
                shakeHands(server);
            }
        }
    }

    private static void shakeHands(ServerSocket server) throws IOException {
        var socket = server.accept();       // stays open: the client closes it
        var request = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                StandardCharsets.ISO_8859_1));
        String key = "";
        for (String line = request.readLine(); line != null && !line.isEmpty();
                line = request.readLine()) {
            if (line.toLowerCase().startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(key) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
