package lesson.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All the clients of the bench, in this process, on half of its processors. */
final class Load implements AutoCloseable {
    /** How many connections are being opened at one time; less than any server's backlog. */
    private static final int AT_A_TIME = 64;
    private static final int LARGEST = 128 * 1024;      // bytes of a frame
    private static final int PATIENCE = 60;             // seconds

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            NioIoHandler.newFactory());
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    /** Starts to connect one client; its future {@code opened} says how that ended. */
    LoadClient connect(MeasuredServer server) {
        return connect(server, true);
    }

    private LoadClient connect(MeasuredServer server, boolean handshake) {
        var talker = new LoadClient();
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://localhost:" + server.port() + "/")
                .maxFramePayloadLength(LARGEST).handleCloseFrames(false).withUTF8Validator(false)
                .handshakeTimeoutMillis(TimeUnit.SECONDS.toMillis(PATIENCE)).build();
        new Bootstrap().group(loops).channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        if (handshake) {
                            channel.pipeline().addLast(new HttpClientCodec(),
                                    new HttpObjectAggregator(LARGEST),
                                    new WebSocketClientProtocolHandler(config));
                        } else {
                            channel.pipeline().addLast(
                                    new WebSocket13FrameDecoder(true, false, LARGEST));
                        }
                        channel.pipeline().addLast(talker);
                    }
                })
                .connect(server.address()).addListener(connected -> {
                    if (!connected.isSuccess()) {
                        talker.opened.completeExceptionally(connected.cause());
                    } else if (!handshake) {
                        talker.opened.complete(talker);
                    }
                });
        return talker;
    }

    /** Connects clients, a few at a time, and waits until all are there. */
    List<LoadClient> connect(MeasuredServer server, Subject side, int count)
            throws InterruptedException {
        List<LoadClient> talkers = new ArrayList<>();
        Queue<LoadClient> opening = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            if (opening.size() == AT_A_TIME) {
                await(opening.remove().opened);
            }
            var talker = connect(server, side != Subject.CEILING);
            opening.add(talker);
            talkers.add(talker);
        }
        for (LoadClient talker : opening) {
            await(talker.opened);
        }
        return talkers;
    }

    /** Does something on one of the event loops, after some milliseconds. */
    void later(long delay, Runnable task) {
        loops.next().schedule(task, delay, TimeUnit.MILLISECONDS);
    }

    /** Cuts the connections of some clients, and waits until they are gone. */
    static void cut(List<LoadClient> talkers) {
        talkers.stream().map(talker -> talker.channel().close()).toList()
                .forEach(Future::awaitUninterruptibly);
    }

    /** The same with all that there are. */
    void closeAll() {
        channels.close().awaitUninterruptibly();
    }

    /** Waits for what must happen, and passes on why it did not. */
    static void await(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("un client non riesce a collegarsi", e);
        }
    }

    @Override
    public void close() {
        closeAll();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
