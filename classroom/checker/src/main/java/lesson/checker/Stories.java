package lesson.checker;

import java.util.List;

/** The twenty-one. */
public final class Stories {
    /** All exercises, in the order of the lesson. */
    public static final List<Exercise> ALL = List.of(
            new Exercise("1-1", 10, "StatusLight", InstallStories::statusLight),
            new Exercise("1-2", 15, "Latency", InstallStories::latency),
            new Exercise("1-3", 30, "Handshake", InstallStories::handshake),
            new Exercise("2-1", 5, "Greeter", ServerStories::greeter),
            new Exercise("2-2", 15, "GuessingGame", ServerStories::guessingGame),
            new Exercise("2-3", 25, "SlowDown", ServerStories::slowDown),
            new Exercise("3-1", 5, "Introduction", ClientStories::introduction),
            new Exercise("3-2", 10, "Goodbye", ClientStories::goodbye),
            new Exercise("3-3", 25, "DoNotDisturb", ClientStories::doNotDisturb),
            new Exercise("4-1", 10, "Farewell", BroadcastStories::farewell),
            new Exercise("4-2", 20, "Nicknames", BroadcastStories::nicknames),
            new Exercise("4-3", 30, "Rooms", BroadcastStories::rooms),
            new Exercise("5-1", 10, "Signed", JsonStories::signed),
            new Exercise("5-2", 20, "Typing", JsonStories::typing),
            new Exercise("5-3", 30, "Acknowledge", JsonStories::acknowledge),
            new Exercise("6-1", 10, "GivingUp", ReconnectStories::givingUp),
            new Exercise("6-2", 15, "SameSeat", ReconnectStories::sameSeat),
            new Exercise("6-3", 30, "Resend", ReconnectStories::resend),
            new Exercise("7-1", 15, "IsTyping", ChatStories::isTyping),
            new Exercise("7-2", 25, "Whisper", ChatStories::whisper),
            new Exercise("7-3", 30, "Correction", ChatStories::correction));

    private Stories() {
    }
}
