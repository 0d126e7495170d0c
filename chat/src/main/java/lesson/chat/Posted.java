package lesson.chat;

/**
 * What everybody hears of a text.
 *
 * @param numero its place in the room, from 1 and without a hole
 * @param utente who wrote it
 * @param testo the text
 * @param timestamp when a server took it, as toISOString writes it
 * @param chiave the writer's key: who hears its own knows that the room has it
 */
public record Posted(long numero, String utente, String testo, String timestamp, String chiave) {

    Posted(long numero, Post post, String timestamp) {
        this(numero, post.utente(), post.testo(), timestamp, post.chiave());
    }

    /** The numbers go on behind this one: what lies between is no longer there. */
    record After(long dopo) {
    }

    /** Somebody has come. */
    record Enters(String entra) {
    }

    /** Somebody has gone. */
    record Leaves(String esce) {
    }
}
