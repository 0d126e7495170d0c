package lesson.bench;

import io.netty.buffer.ByteBuf;

/**
 * One message over and over: each client that asks keeps a number of them under way, and sends
 * the next as soon as one is answered.
 */
abstract class Repeated extends Traffic {
    private final Request request;

    Repeated(Request request) {
        this.request = request;
    }

    /** Called before a client sends the message, with the number that this one has. */
    abstract void sent(LoadClient talker, long number);

    /** Called with the number of each right text that a client has received. */
    abstract void answered(LoadClient talker, long number);

    /** Lets a client take part, and send so many to begin with. */
    final void join(LoadClient talker, int inFlight) {
        talker.join(this);
        talker.channel().eventLoop().execute(() -> {
            for (int i = 0; i < inFlight; i++) {
                ask(talker);
            }
            talker.flush();
        });
    }

    /** Lets a client send the next, with what else waits for its flush. */
    final void ask(LoadClient talker) {
        sent(talker, talker.asked++);
        talker.write(request.frame().duplicate());
    }

    @Override
    final void received(LoadClient talker, ByteBuf text) {
        if (request.answeredBy(text)) {
            counted();
            answered(talker, talker.heard++);
        } else {
            isWrong(text);
        }
    }
}
