package lesson.client.exercise;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import lesson.client.Client;
import lesson.support.Lesson;

/** Exercise 3-3: a notifier that can be asked to be quiet for a while, and loses nothing. */
@ClientEndpoint
public class DoNotDisturb extends Client {

    /** Returns what is sent for a line that was typed; null where nothing is. */
    private String typed(String line) {
        // TODO "/pausa" and "/riprendi" are not sent. After "/pausa" keep what arrives; at
        // "/riprendi" pass it to super.onMessage in the order in which it arrived.
        // "/pausa" e "/riprendi" non partono. Dopo "/pausa" conserva quello che arriva; con
        // "/riprendi" passalo a super.onMessage nell'ordine in cui è arrivato.
        return line;
    }

    @Override @OnMessage
    public void onMessage(String message) {
        super.onMessage(message);
    }

    /** @param args not used; the settings are system properties, {@code "-Durl=ws://…"} */
    public static void main(String[] args) throws Exception {
        var client = new DoNotDisturb();
        Lesson.talk(Lesson.container().connectToServer(client, Lesson.url()), client::typed);
    }
}
