package lesson.bench;

/** The two that are held against each other, and the one that shows what the load can do. */
enum Subject {
    /** The server of a step, run by Java. */
    JAVA,
    /** Its twin, run by Node.js. */
    NODE,
    /** No WebSocket server at all: every byte comes back as it is. */
    CEILING
}
