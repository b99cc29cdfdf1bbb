package io.grapevine.benchmark.running.adapter;

import io.grapevine.acceptance.client.Origin;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** click-tracking as a visitor and an operator ask it, without a key. */
final class Edge implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Origin origin;
    /** HTTP/1.1, as the generator; the JDK's client would ask for HTTP/2 first. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Edge(int port) {
        this.origin = Origin.atPort(port);
    }

    HttpResponse<String> get(String path) {
        try {
            var request = HttpRequest.newBuilder(origin.resolve(path))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the edge does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the edge for " + path, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
