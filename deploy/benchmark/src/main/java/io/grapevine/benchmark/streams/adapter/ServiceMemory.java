package io.grapevine.benchmark.streams.adapter;

import io.grapevine.benchmark.running.adapter.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** What a service keeps: its heap and direct buffers right after a full collection. Sockets are the kernel's and not in it. */
final class ServiceMemory {

    private static final List<String> KEPT =
            List.of("jvm_memory_used_bytes{area=\"heap\"", "jvm_buffer_memory_used_bytes");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service;
    private final URI metrics;

    ServiceMemory(String service, int port) {
        this.service = service;
        this.metrics = URI.create("http://127.0.0.1:" + port + "/q/metrics");
    }

    double keptBytes() {
        try {
            collectGarbage();
            return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> KEPT.stream().anyMatch(line::startsWith))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException(service + " does not say what it keeps", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking what " + service + " keeps", e);
        }
    }

    private void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(Services.running(service).pid());
        int code = new ProcessBuilder(jcmd, pid, "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) throw new IOException("jcmd " + pid + " GC.run ended with " + code);
    }
}
