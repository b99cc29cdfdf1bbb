package io.grapevine.benchmark.load.adapter;

import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.LoadOutcome;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.Requests;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts load on one port of this machine from one thread, which is all that the measured system should have to share its cores with. */
public final class LoadGenerator implements AutoCloseable {

    /** Requests that may be due in the whole of an open-loop load stay far below this. */
    private static final Duration BEYOND_LENGTH = Duration.ofMinutes(10);

    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final Bootstrap bootstrap = new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000);

    /** Where load goes, over how many kept connections. */
    public record Aim(int port, int connections) {}

    /** Told of each answer that was as expected, on the generator's thread; times as of {@link System#nanoTime}. */
    @FunctionalInterface
    public interface Listener {
        void good(long request, long intendedAt, long answeredAt);
    }

    public LoadOutcome run(Aim aim, Pace pace, Requests requests, Expectation expectation) {
        return run(aim, pace, requests, expectation, (_, _, _) -> {});
    }

    /** Returns when every answer has come, or has been waited for long enough. */
    public LoadOutcome run(Aim aim, Pace pace, Requests requests, Expectation expectation, Listener listener) {
        var load = new Load(bootstrap.clone(), aim, pace, requests, expectation, listener, group.next());
        try {
            return load.run().get(BEYOND_LENGTH.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted under load", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load on port " + aim.port() + " did not end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
