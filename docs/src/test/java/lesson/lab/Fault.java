package lesson.lab;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import lesson.testkit.Peer;

/** What a server, or what lies between, can do to a client that wants to go on for ever. */
public enum Fault {
    /** The connection is cut, as by a server's machine that starts anew. */
    RESET(lab -> lab.peer().reset()),
    /** The connection ends without a close frame. */
    FIN(lab -> lab.peer().endOutput()),
    /** A close frame 1001, and the end. */
    CLOSE_1001(lab -> lab.peer().sendClose(1001, "").endOutput()),
    /** A close frame 1001, and no end. */
    CLOSE_1001_WITHOUT_END(lab -> lab.peer().sendClose(1001, "")),
    /** The server accepts nothing, reads nothing, says nothing: only the client can notice. */
    FROZEN(lab -> { }),
    /** The server does not read, until the client can send no more. */
    NOT_READING(ReconnectLab::typeMoreThanCanLeave),
    /** The same, and it says goodbye. */
    NOT_READING_CLOSE_1001(lab -> {
        lab.typeMoreThanCanLeave();
        lab.peer().sendClose(1001, "");
    }),
    /** The same, and it sends pings all the time, so that it is not silent. */
    NOT_READING_BUT_PINGING(lab -> {
        lab.typeMoreThanCanLeave();
        lab.pingUntilLost();
    }),
    /** The connection is cut while a line is on its way, and others wait behind it. */
    RESET_IN_A_LINE(ReconnectLab::cutInABigLine),
    /** The connection is cut inside a frame of the server's. */
    HALF_A_FRAME(lab -> lab.peer().write(Peer.FIN | Peer.TEXT).write(Peer.length(100, false))
            .write(new byte[50]).reset()),
    /** The connection ends between two fragments of a message. */
    HALF_A_MESSAGE(lab -> lab.peer().send(Peer.TEXT, (byte) 'x').endOutput()),
    /** The handshake is cut before it can be read. */
    HANG_UP(lab -> lab.call().reset()),
    /** The handshake is read, and not answered: the connection ends. */
    HANG_UP_BEFORE_THE_ANSWER(lab -> lab.callAndRequest().endOutput()),
    /** Half an answer to the handshake, and the connection is cut. */
    HANG_UP_IN_THE_ANSWER(lab -> lab.callAndRequest()
            .write(ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso")).reset()),
    /** Somebody answers who does not speak HTTP. */
    ANOTHER_PROTOCOL(lab -> lab.callAndRequest().write(ascii("SSH-2.0-OpenSSH_9.2\r\n"))
            .endOutput()),
    /** A proxy answers that there is no server behind it. */
    HTTP_503(lab -> lab.callAndRequest().write(ascii("HTTP/1.1 503 Service Unavailable\r\n"
            + "Content-Length: 0\r\nConnection: close\r\n\r\n")).endOutput()),
    /** The handshake is read, and nothing is ever said, while there is much to send. */
    SILENCE_IN_THE_HANDSHAKE(lab -> {
        lab.callAndRequest();
        lab.typeMoreThanIsKept();
    }),
    /** The connection is cut right behind the 101. */
    RESET_AFTER_THE_101(lab -> {
        lab.call();
        lab.answer().reset();
    }),
    /** The connection ends right behind the 101. */
    FIN_AFTER_THE_101(lab -> {
        lab.call();
        lab.answer().endOutput();
    }),
    /** A close frame comes right behind the 101. */
    CLOSE_1001_AFTER_THE_101(lab -> {
        lab.call();
        lab.answer().sendClose(1001, "");
    }),
    /** A server of the lesson takes the place of this one, and is killed. */
    KILLED(ReconnectLab::serveByAProgramAndKillIt),
    /** The server stops, so that an attempt is refused, and is back on the same port. */
    STOPPED(lab -> {
        lab.peer().reset();
        lab.lost();
        lab.stopListening();
    });

    private final Consumer<ReconnectLab> deed;

    Fault(Consumer<ReconnectLab> deed) {
        this.deed = deed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Happens to the client, which is connected, and reads and sends. */
    void happen(ReconnectLab lab) {
        deed.accept(lab);
    }
}
