package io.grapevine.benchmark.webhooks.adapter;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts finished bytes and counts the 200s: no log, no database, no signature, no address to check, nothing to write down. */
final class BareClient implements AutoCloseable {

    private static final int OK = 200;
    private static final long LIMIT_SECONDS = 120;
    private static final double NANOS = 1e9;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI sink;
    private final int atOnce;

    /** @param atOnce posts under way at a time, each on a connection that is kept */
    BareClient(Vertx vertx, URI sink, int atOnce) {
        this.vertx = vertx;
        this.sink = sink;
        this.atOnce = atOnce;
        this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(atOnce));
    }

    /** Posts as many as there are to post, those given over and over; returns how many a second were answered by 200. */
    double post(List<Sink.Arrived> posts, int number) {
        var round = new Round(posts, number);
        long began = System.nanoTime();
        vertx.runOnContext(_ -> {
            for (int lane = 0; lane < atOnce; lane++) round.next();
        });
        try {
            round.over.future().toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the bare client posts", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the bare client did not come to its end", e);
        }
        return number * NANOS / (System.nanoTime() - began);
    }

    private final class Round {

        private final List<Sink.Arrived> posts;
        private final int number;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();
        private final Promise<Void> over = Promise.promise();

        Round(List<Sink.Arrived> posts, int number) {
            this.posts = posts;
            this.number = number;
        }

        void next() {
            int index = begun.getAndIncrement();
            if (index >= number) return;
            var post = posts.get(index % posts.size());
            client.request(options(post))
                    .compose(request -> request.send(post.body()))
                    .onSuccess(this::answered)
                    .onFailure(over::tryFail);
        }

        private void answered(HttpClientResponse response) {
            if (response.statusCode() != OK) {
                over.tryFail("the sink said " + response.statusCode());
                return;
            }
            if (taken.incrementAndGet() == number) over.tryComplete();
            else next();
        }

        private RequestOptions options(Sink.Arrived post) {
            return new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(sink.getHost())
                    .setPort(sink.getPort())
                    .setURI(post.path())
                    .setHeaders(post.headers());
        }
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
