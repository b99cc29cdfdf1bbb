package io.grapevine.benchmark.graph.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.benchmark.running.adapter.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The service as a client with a secret key asks it, on one connection. */
final class Insights implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOADED_WITHIN = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int OK = 200;
    private static final int LOADING = 503;
    private static final String HELD = "grapevine_insights_graph_bytes";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();
    private final String origin;
    private final String key;

    Insights(int port, String key) {
        this.origin = "http://127.0.0.1:" + port;
        this.key = key;
    }

    /** An answer, which must be 200. */
    String get(String path) {
        var answer = send("/v1/insights/programs/" + path);
        if (answer.statusCode() != OK)
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        return answer.body();
    }

    /** The same, once the graph has been read. */
    JsonNode awaited(String path) {
        long giveUpAt = System.nanoTime() + LOADED_WITHIN.toNanos();
        while (true) {
            var answer = send("/v1/insights/programs/" + path);
            if (answer.statusCode() == OK) return parse(answer.body());
            if (answer.statusCode() != LOADING && answer.statusCode() != 404 || System.nanoTime() > giveUpAt)
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            Pause.of(LOOK_EVERY);
        }
    }

    /** What all graphs in memory take. */
    double bytesHeld() {
        return send("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(HELD))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> send(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(origin + path))
                    .header("Authorization", "Bearer " + key)
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("insights does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for " + path, e);
        }
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + body, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
