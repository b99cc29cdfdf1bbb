package io.grapevine.benchmark.streams.adapter;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connections that read one stream of server-sent events, each for itself, and know how many orders they were last told of. */
final class Listeners implements AutoCloseable {

    private static final Pattern ORDERS = Pattern.compile("\"orders\":(\\d+)");
    private static final String END_OF_EVENT = "\n\n";
    private static final int OK = 200;
    private static final int OPENING_AT_ONCE = 100;

    private final HttpClient client;
    private final RequestOptions request;
    private final int number;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch open;
    private final AtomicLong mostOrders = new AtomicLong();
    private volatile Wait wait = new Wait(Long.MAX_VALUE, 0);

    Listeners(Vertx vertx, int port, String path, String key, int number) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(number));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .putHeader("Authorization", "Bearer " + key);
        this.number = number;
        this.open = new CountDownLatch(number);
    }

    /** Returns when each has heard its first event. */
    void open(Duration limit) {
        for (int i = 0; i < Math.min(OPENING_AT_ONCE, number); i++) openNext();
        await(open, limit, "opened");
    }

    /** The orders of the latest figures that any of them was told. */
    long mostOrders() {
        return mostOrders.get();
    }

    /** How many connections have ended, which none should. */
    int ended() {
        return ended.get();
    }

    /** From now on it is noted when each first hears of so many orders. */
    void expect(long orders) {
        wait = new Wait(orders, number);
    }

    /** The times at which they heard of it, by {@link System#nanoTime}, the earliest first. */
    long[] heard(Duration limit) {
        var expected = wait;
        await(expected.left, limit, "heard of the change");
        var times = expected.times.clone();
        Arrays.sort(times);
        return times;
    }

    private void await(CountDownLatch latch, Duration limit, String what) {
        try {
            boolean all = latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (failure.get() != null) throw new IllegalStateException("a stream failed", failure.get());
            if (!all)
                throw new IllegalStateException(
                        "%,d of %,d listeners had not %s within %s".formatted(latch.getCount(), number, what, limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while streams are read", e);
        }
    }

    private void openNext() {
        int listener = asked.getAndIncrement();
        if (listener >= number) return;
        client.request(request)
                .compose(asking -> asking.send())
                .onSuccess(answer -> read(listener, answer))
                .onFailure(this::fail);
    }

    private void read(int listener, HttpClientResponse answer) {
        if (answer.statusCode() != OK) {
            fail(new IllegalStateException("a stream was answered by " + answer.statusCode()));
            return;
        }
        boolean[] begun = new boolean[1];
        var events = RecordParser.newDelimited(END_OF_EVENT, event -> {
            var orders = orders(event);
            if (orders < 0) return;
            mostOrders.accumulateAndGet(orders, Math::max);
            if (begun[0]) {
                wait.heard(listener, orders);
                return;
            }
            begun[0] = true;
            open.countDown();
            openNext();
        });
        answer.handler(events);
        answer.endHandler(_ -> ended.incrementAndGet());
        answer.exceptionHandler(_ -> ended.incrementAndGet());
    }

    private void fail(Throwable why) {
        failure.compareAndSet(null, why);
        while (open.getCount() > 0) open.countDown();
    }

    /** Of the program's figures in an event, -1 if it has none. */
    private static long orders(Buffer event) {
        var found = ORDERS.matcher(event.toString());
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private static final class Wait {
        private final long orders;
        private final long[] times;
        private final CountDownLatch left;

        Wait(long orders, int listeners) {
            this.orders = orders;
            this.times = new long[listeners];
            this.left = new CountDownLatch(listeners);
        }

        void heard(int listener, long told) {
            if (told < orders || times[listener] != 0) return;
            times[listener] = System.nanoTime();
            left.countDown();
        }
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
