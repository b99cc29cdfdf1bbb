package io.grapevine.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the services of this machine. */
final class HttpProbe implements AutoCloseable {

    /** A service on a busy machine may take its time; one that hangs must not hang the launcher. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What came back. */
    record Answer(int status, String body) {}

    private final String host;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    HttpProbe(String host) {
        this.host = host;
    }

    boolean isReady(int port) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, "/q/health/ready"))).status() == 200;
    }

    Answer get(int port, String path, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path)).header("Authorization", "Bearer " + key));
    }

    Answer put(int port, String path, String key, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private URI uri(int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    @Override
    public void close() {
        client.close();
    }
}
