package lesson.support.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a server of the lesson takes from a client before it lets it go: the whole policy. */
final class Limits {
    /** Bytes of a message: a long chat line is a hundredth of it, and 100 of them fit any heap. */
    static final int MESSAGE = 64 * 1024;
    /** Frames that one message may come in: each costs memory, even one without a byte in it. */
    static final int FRAGMENTS = 1024;
    /** Bytes that may wait for a client that reads too slowly; many screens full of messages. */
    static final int WAITING = 1024 * 1024;
    /** Bytes waiting for a client from which on nothing more is read of what it sends. */
    static final int PAUSE = WAITING / 4;
    /** Bytes that all clients together may keep waiting, in and out: a part of the heap. */
    static final long MEMORY = Runtime.getRuntime().maxMemory() / 4;
    /** Bytes of a request to open a connection; browsers stay below 2,000 without a cookie. */
    static final int HANDSHAKE = 8 * 1024;
    /** Milliseconds from the connection to the end of the handshake; a good network needs 1. */
    static final int HANDSHAKE_TIME = 10_000;
    /**
     * Milliseconds between two pings: who has not been heard since is missed at the next; and for
     * reading what was sent before the end, and the close frame behind it.
     */
    static final int PATIENCE = 10_000;
    /** So many times as long at most has who sends on behind the end, and so still reads. */
    static final int LONGEST_END = 6;
    /** Milliseconds that who was refused has to read the answer. */
    static final int LINGER_REFUSED = 3_000;
    /** Milliseconds that all clients have to get their close frame when the server ends. */
    static final int STOP = 900;
    /** Sockets at one time, open or opening, unless the system grants fewer. */
    static final int SOCKETS = sockets(15_000);
    /** Clients that may wait to be let in: a class that comes back at once. */
    static final int BACKLOG = 1024;

    private Limits() {
    }

    /** A server that runs out of file descriptors stops accepting for ever: stay below. */
    private static int sockets(int wanted) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(wanted, unix.getMaxFileDescriptorCount() - 200) : wanted;
    }
}
