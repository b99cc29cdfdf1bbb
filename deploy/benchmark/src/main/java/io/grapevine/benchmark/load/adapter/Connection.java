package io.grapevine.benchmark.load.adapter;

import io.grapevine.benchmark.load.AnswerReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One kept connection with at most one request under way. */
final class Connection extends ChannelInboundHandlerAdapter {

    private final Load load;
    private final AnswerReader answer = new AnswerReader();
    private @Nullable ChannelHandlerContext channel;
    private String end = "connection closed before the answer";
    private boolean waiting;
    private long request;
    private long intendedAt;

    Connection(Load load) {
        this.load = load;
    }

    long request() {
        return request;
    }

    long intendedAt() {
        return intendedAt;
    }

    AnswerReader answer() {
        return answer;
    }

    void send(long number, long intended, byte[] bytes) {
        if (channel == null) throw new IllegalStateException("not connected");
        request = number;
        intendedAt = intended;
        waiting = true;
        answer.clear();
        // A write that fails closes the connection, and that is told.
        var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
    }

    void close() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context;
        load.connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (!waiting) throw new IllegalArgumentException("an answer to nothing");
            if (answer.take(bytes.nioBuffer())) {
                waiting = false;
                load.answered(this);
            }
        } finally {
            var _ = ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        load.closed(this, end);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end = String.valueOf(cause.getMessage());
        close();
    }
}
