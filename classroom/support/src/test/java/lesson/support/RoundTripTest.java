package lesson.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void theLoopbackIsAConversationOfTheProgramWithItself() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        RoundTrip.run(message -> {
            received.add(message);
            return message;
        });
        assertEquals(List.of("perché ☕"), received);
        var error = assertThrows(IllegalStateException.class,
                () -> RoundTrip.run(message -> message + "!"));
        assertEquals("l'eco è diversa dal messaggio", error.getMessage());
    }
}
