package io.grapevine.console.routes.adapter;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body of unannounced length that fails as soon as it is longer than allowed, so that nobody can stream without end. */
final class BoundedBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final long limitBytes;
    private long seenBytes;

    @Nullable
    private Handler<Throwable> onFailure;

    BoundedBody(ReadStream<Buffer> source, long limitBytes) {
        this.source = source;
        this.limitBytes = limitBytes;
    }

    boolean exceeded() {
        return seenBytes > limitBytes;
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        onFailure = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public BoundedBody handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler == null ? null : chunk -> accept(chunk, handler));
        return this;
    }

    private void accept(Buffer chunk, Handler<Buffer> handler) {
        var before = exceeded();
        seenBytes += chunk.length();
        if (!exceeded()) handler.handle(chunk);
        else if (!before && onFailure != null) onFailure.handle(new BodyTooLarge());
    }

    @Override
    public BoundedBody pause() {
        source.pause();
        return this;
    }

    @Override
    public BoundedBody resume() {
        source.resume();
        return this;
    }

    @Override
    public BoundedBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    @Override
    public BoundedBody endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    /** The body passed its limit; no stack trace, because clients cause it at will. */
    static final class BodyTooLarge extends RuntimeException {
        BodyTooLarge() {
            super("body too large", null, false, false);
        }
    }
}
