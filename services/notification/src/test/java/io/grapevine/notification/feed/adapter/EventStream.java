package io.grapevine.notification.feed.adapter;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as a browser does, on a thread of its own. */
final class EventStream implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final Thread reading;

    EventStream(int port, String path, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        reading = Thread.ofVirtual().start(() -> read(request.build()));
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** What the entries are about. */
    List<String> subjects() {
        return List.copyOf(subjects);
    }

    @Override
    public void close() {
        client.shutdownNow();
        reading.interrupt();
    }

    private void read(HttpRequest request) {
        try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
            lines.forEach(this::take);
        } catch (Exception e) {
            // Closed, as every stream is in the end; what was not read is missed by the assertions.
        }
    }

    private void take(String line) {
        if (line.startsWith("id:")) ids.add(line.substring("id:".length()).strip());
        if (line.startsWith("data:")) subjects.add(new JsonPath(line.substring("data:".length())).getString("subject"));
    }
}
