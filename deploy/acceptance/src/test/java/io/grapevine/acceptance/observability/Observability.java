package io.grapevine.acceptance.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What deploy/observability holds, as its tests read it. */
final class Observability {

    // Every family of metrics that a rule or a panel may ask for; up is Prometheus's own.
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:grapevine|kafka|http_server|sql_pool|jvm|process|redis|worker_pool)_[a-z_]+\\b");
    private static final Pattern LABELS_AND_GROUPS = Pattern.compile("\\{[^}]*}|\\bby \\([^)]*\\)");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path HERE = RunningSystem.projectDirectory().resolve("deploy/observability");

    private Observability() {}

    static List<JsonNode> alerts() {
        return yaml("alerts.yaml").findValue("rules").valueStream().toList();
    }

    static JsonNode yaml(String file) {
        return read(HERE.resolve(file));
    }

    static Path runbook(String alert) {
        return HERE.resolve("runbooks").resolve(alert + ".md");
    }

    static List<Path> runbooks() {
        return files("runbooks");
    }

    static List<Path> dashboards() {
        return files("dashboards");
    }

    /** The names of all metrics that alerts and dashboards ask for. */
    static Set<String> metrics() {
        var metrics = new TreeSet<String>();
        Stream.concat(
                        alerts().stream().map(alert -> alert.path("expr").asText()),
                        dashboards().stream().flatMap(file -> read(file).findValuesAsText("expr").stream()))
                .forEach(expression -> metrics.addAll(metricsIn(expression)));
        return metrics;
    }

    static Set<String> metricsIn(String expression) {
        var metrics = new TreeSet<String>();
        METRIC.matcher(LABELS_AND_GROUPS.matcher(expression).replaceAll(""))
                .results()
                .forEach(found -> metrics.add(found.group()));
        return metrics;
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile()); // JSON is YAML
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String directory) {
        try (var files = Files.list(HERE.resolve(directory))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
