package lesson.exercises;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A handshake, line by line (RFC 6455, 1.3). */
final class Upgrade {
    private static final String ACCEPT = "Sec-WebSocket-Accept: ";

    private Upgrade() {
    }

    /** The server must answer this key with this value. */
    static void check(Scene scene, URI server, String key, String accept) throws Unmet {
        String sentence = scene.texts().say("accepts", key, accept);
        String answer = ask(scene, server, key);
        if (!answer.equals(ACCEPT + accept)) {
            throw new Unmet(sentence, scene.texts().say("answered", answer));
        }
        scene.tell(sentence);
    }

    private static String ask(Scene scene, URI server, String key) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) scene.patience().hang());
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                    + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                    StandardCharsets.ISO_8859_1));
            for (String line = lines.readLine(); line != null && !line.isEmpty();
                    line = lines.readLine()) {
                if (line.regionMatches(true, 0, ACCEPT, 0, ACCEPT.length())) {
                    return line;
                }
            }
            return "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
