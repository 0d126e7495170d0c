package lesson.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import lesson.support.Settings.BadSettingException;
import lesson.support.server.Listener;

/** What step 1 looks at, a line for each thing: how it is, or that it fails and what to do. */
public final class Checklist {
    private boolean complete = true;

    /** An empty list, in a terminal that loses no character. */
    public Checklist() {
        Terminal.open(Terminal.UNLIMITED);
    }

    /** Returns where a server would listen; a bad setting ends the program with status 2. */
    public InetSocketAddress address() {
        try {
            return Settings.address();
        } catch (BadSettingException e) {
            Terminal.fail(Terminal.USAGE, e.getMessage());
            throw e;
        }
    }

    /**
     * Looks at one thing.
     *
     * @param look returns how it is; whatever it throws means that it fails
     * @param otherwise what to do then; a bad setting says so itself
     */
    public void check(String thing, Callable<String> look, String otherwise) {
        try {
            System.out.println(thing + ": " + look.call());
        } catch (BadSettingException e) {
            complete = false;
            System.err.println(thing + ": non va. " + e.getMessage());
        } catch (Exception | LinkageError e) {
            complete = false;
            System.err.println(thing + ": non va (" + e + "). " + otherwise);
        }
    }

    /** Ends the program: with the next step and status 0 if nothing has failed, else with 1. */
    public void end(String next) {
        if (complete) {
            System.out.println(next);
        }
        System.exit(complete ? 0 : Terminal.FAILED);
    }

    /** Returns the version of this Java, and who made it. */
    public static String java() {
        return System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }

    /** Returns the version of a class's library: it is in the name of the jar that it is in. */
    public static String version(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath()
                .replaceAll(".*-([0-9][^-/]*)\\.jar$", "$1");
    }

    /**
     * Takes an address for a moment.
     *
     * @throws BadSettingException if it can't be had
     */
    public static String free(InetSocketAddress address) {
        try (var channel = ServerSocketChannel.open()) {
            channel.bind(address);
            return "libera su " + Listener.shortened(address.getHostString());
        } catch (IOException e) {
            throw new BadSettingException(Listener.cannotListen(address));
        }
    }
}
