package io.grapevine.acceptance.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The public API under one key. Every request is safe to repeat (events by their id, the rest by its natural key), so it is
 * sent again, byte for byte, when the connection breaks or the system asks to come back later.
 */
public final class Api {
    /** Busy, or a service behind the origin is just gone. */
    private static final Set<Integer> COME_BACK_LATER = Set.of(429, 502, 503, 504);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    /** The slowest honest answer is a full listing page on a loaded machine. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int OK = 200;
    /** The largest page the lists serve. */
    private static final int PAGE = 500;

    private final HttpClient http;
    private final Origin origin;
    private final String key;
    private final Duration patience;

    /** A client that keeps asking for {@code patience} before it gives up. */
    public Api(Origin origin, String key, Duration patience) {
        this(newClient(), origin, key, patience);
    }

    private Api(HttpClient http, Origin origin, String key, Duration patience) {
        this.http = http;
        this.origin = origin;
        this.key = key;
        this.patience = patience;
    }

    /** The same connections under another key. */
    public Api withKey(String otherKey) {
        return new Api(http, origin, otherKey, patience);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer put(String path, JsonNode body) {
        return send(json(path).PUT(BodyPublishers.ofString(body.toString())));
    }

    public Answer patch(String path, JsonNode body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body.toString())));
    }

    public Answer post(String path, JsonNode body) {
        return post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** One try, whatever comes of it. */
    public Answer postOnce(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return exchange(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Every item of a list, page by page. */
    public List<JsonNode> list(String path) {
        var items = new ArrayList<JsonNode>();
        var separator = path.contains("?") ? "&" : "?";
        var page = path + separator + "limit=" + PAGE;
        while (true) {
            var answer = get(page).orThrow().json();
            answer.path("items").forEach(items::add);
            var next = answer.path("next");
            if (next.isMissingNode() || next.isNull()) return items;
            page = path + separator + "limit=" + PAGE + "&cursor=" + encoded(next.asText());
        }
    }

    /** Writes a long answer to a file as it comes; one try, as half of it would be in the file. */
    public void download(String path, Path to) throws IOException {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofFile(to));
            if (response.statusCode() != OK)
                throw new IOException(
                        "GET " + request.uri() + " answered " + response.statusCode() + ": " + Files.readString(to));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while reading " + request.uri(), interrupted);
        }
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder builder) {
        var request = builder.build();
        var giveUpAt = Instant.now().plus(patience);
        var pause = SHORTEST_PAUSE;
        while (true) {
            try {
                var answer = exchange(request);
                if (!COME_BACK_LATER.contains(answer.status()) || Instant.now().isAfter(giveUpAt)) return answer;
                pause(retryAfter(answer, pause));
            } catch (IOException broken) {
                if (Instant.now().isAfter(giveUpAt)) {
                    throw new Unreachable(
                            "%s %s has not answered for %s: %s"
                                    .formatted(request.method(), request.uri(), patience, broken),
                            broken);
                }
                pause(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Unreachable("interrupted while waiting for " + request.uri(), interrupted);
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private Answer exchange(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        return new Answer(
                request.method() + " " + request.uri(), response.statusCode(), response.headers(), response.body());
    }

    /** Seconds as the header says them, but never so long that a replay seems to hang. */
    private static Duration retryAfter(Answer answer, Duration otherwise) {
        var header = answer.headers().firstValue("Retry-After").orElse("");
        return header.matches("\\d{1,4}")
                ? shorter(Duration.ofSeconds(Long.parseLong(header)), LONGEST_PAUSE)
                : otherwise;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while pausing", interrupted);
        }
    }
}
