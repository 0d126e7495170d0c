package lesson.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;

/** One client. What it does, it does on its own event loop. */
final class LoadClient extends ChannelInboundHandlerAdapter {
    /** Completed when the handshake is done, or failed. */
    final CompletableFuture<LoadClient> opened = new CompletableFuture<>();

    private Traffic traffic;        // null while it is quiet
    private Channel channel;
    private boolean unflushed;
    long asked;
    long heard;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent
                .HANDSHAKE_COMPLETE) {
            opened.complete(this);
        }
    }

    Channel channel() {
        return channel;
    }

    /** Takes part from now on. */
    Future<?> join(Traffic next) {
        return channel.eventLoop().submit(() -> {
            traffic = next;
            asked = 0;
            heard = 0;
            if (!channel.isActive()) {
                next.failed(new IllegalStateException("un server ha chiuso un client inattivo"));
            }
        });
    }

    /** Sends a message when its flush comes, together with others if there are some. */
    void write(Object message) {
        channel.write(message);
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Says goodbye as RFC 6455, 7.1.1, has it: the server then closes. */
    void leave() {
        channel.writeAndFlush(new CloseWebSocketFrame(1000, ""));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof TextWebSocketFrame text && traffic != null) {
                traffic.received(this, text.content());
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        exceptionCaught(context, new IllegalStateException("un server ha chiuso"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        opened.completeExceptionally(error);
        if (traffic != null) {
            traffic.failed(error);
        }
        context.close();
    }
}
