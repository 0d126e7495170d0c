package lesson.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import lesson.json.JsonServer;
import lesson.json.Reply;
import lesson.support.Lesson;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;

/** The finale: the server of step 5, where all hear everything, and who comes back misses none. */
public class ChatServer extends JsonServer {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Room room;

    /** @param address where to listen */
    public ChatServer(InetSocketAddress address, Room room) {
        super(address);
        this.room = room;
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        super.onOpen(socket, handshake);
        Guest guest = new Guest(socket);
        socket.setAttachment(guest);
        timer.schedule(() -> room.listen(guest), 1, SECONDS);   // who only listens says nothing
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        System.out.println("Messaggio ricevuto: " + text);
        Guest guest = socket.getAttachment();
        if (guest.pace.isTooFast()) {
            guest.tell(new Reply.Failure("troppi messaggi"));
            return;
        }
        try {
            room.take(guest, GSON.fromJson(text, JsonElement.class));
        } catch (JsonParseException e) {
            guest.tell(new Reply.Failure("JSON non valido"));
        }
    }

    @Override
    public void onWebsocketPong(WebSocket socket, Framedata pong) {
        room.hasRead(socket.getAttachment());
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        super.onClose(socket, code, reason, remote);
        room.leave(socket.getAttachment());
    }

    /** @param args not used; {@code "-Dredis=redis://localhost:6379"} for a room of many servers */
    public static void main(String[] args) {
        ChatServer server = new ChatServer(Lesson.address(), Room.at(Lesson.redis()));
        Lesson.guard(server);
        server.start();
    }
}
