package lesson.exercises;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A client of the student's server, with the WebSocket of the JDK. */
final class Person extends Voice implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StringBuilder parts = new StringBuilder();
    private final Semaphore pongs = new Semaphore(0);
    private volatile boolean open;
    private WebSocket socket;

    private Person(Scene scene, String name) {
        super(scene, name);
    }

    /** Connects someone. */
    static Person connect(Scene scene, String name, URI uri)
            throws Unmet, InterruptedException {
        var person = new Person(scene, name);
        String sentence = uri.getPath().equals("/")
                ? scene.texts().say("connects", name)
                : scene.texts().say("connectsTo", name, uri.getPath());
        try {
            person.socket = HTTP.newWebSocketBuilder().buildAsync(uri, person)
                    .orTimeout(scene.patience().hang(), TimeUnit.MILLISECONDS).join();
            person.open = true;
        } catch (CompletionException e) {
            throw new Unmet(sentence, scene.whyNotConnected(e.getCause()));
        }
        scene.tell(sentence);
        return person;
    }

    /** Sends a message. */
    public void says(String text) throws Unmet {
        String sentence = scene().texts().say("says", name(), text);
        try {
            socket.sendText(text, true)
                    .orTimeout(scene().patience().hang(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new Unmet(sentence, scene().texts().say("closed", name(), 1006));
        }
        scene().tell(sentence);
    }

    /** Closes with 1000. */
    public void leaves() {
        scene().tell(scene().texts().say("leaves", name()));
        open = false;
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }

    /** Cuts the connection without a close frame, as a computer does that loses its network. */
    public void vanishes() {
        scene().tell(scene().texts().say("vanishes", name()));
        open = false;
        socket.abort();
    }

    @Override
    boolean settle() throws InterruptedException {
        pongs.drainPermits();
        if (!open) {
            return true;
        }
        socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, error) -> {
            if (error != null) {
                pongs.release();        // closed meanwhile: there is nothing to wait for
            }
        });
        return pongs.tryAcquire(scene().patience().hang(), TimeUnit.MILLISECONDS) || !open;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            heard(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        noticed("hearsBytes", "");
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.release();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended(1006);
    }

    private void ended(int code) {
        if (open) {
            open = false;
            noticed("closed", String.valueOf(code));
            pongs.release();
        }
    }
}
