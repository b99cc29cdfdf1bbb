package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.acceptance.log.OutcomeFiles;
import io.grapevine.acceptance.outcome.Differences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The expected files that may lie beside a log, as they do in the golden set. */
final class ExpectedFiles {
    private static final String CASES = "08_end_to_end.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log;

    ExpectedFiles(Path log) {
        this.log = log.toAbsolutePath();
    }

    private Path beside(String name) {
        return log.resolveSibling(name);
    }

    /**
     * What was compared and how it differs.
     *
     * @param compared empty if nothing expected lies there
     */
    record Comparison(List<String> compared, List<String> differences) {}

    Comparison compare(String logName, Findings findings) throws IOException {
        var compared = new ArrayList<String>();
        var differences = new ArrayList<String>();
        var balances = beside(logName + "_balances.csv");
        if (Files.exists(balances)) {
            compared.add(balances.getFileName().toString());
            differences.addAll(
                    Differences.between("balance of", OutcomeFiles.readBalances(balances), findings.balances()));
        }
        var bindings = beside(logName + "_bindings.csv");
        if (Files.exists(bindings)) {
            compared.add(bindings.getFileName().toString());
            differences.addAll(
                    Differences.between("binding of", OutcomeFiles.readBindings(bindings), findings.bindings()));
        }
        for (var expected : expectedCounts()) {
            compared.add(CASES);
            differences.addAll(compareCounts(expected, findings.summary()));
        }
        return new Comparison(compared, differences);
    }

    static List<String> compareCounts(JsonNode expected, JsonNode found) {
        var wanted = new TreeMap<String, JsonNode>();
        var actual = new TreeMap<String, JsonNode>();
        expected.properties().forEach(count -> {
            if (count.getKey().endsWith("_file")) return;
            wanted.put(count.getKey(), asRead(count.getValue()));
            var other = found.get(count.getKey());
            if (other != null) actual.put(count.getKey(), asRead(other));
        });
        return Differences.between("summary", wanted, actual);
    }

    /** Jackson tells an int from a long of the same value; a written and read number is only a number. */
    private static JsonNode asRead(JsonNode node) {
        try {
            return JSON.readTree(node.toString());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<JsonNode> expectedCounts() throws IOException {
        var cases = beside(CASES);
        if (!Files.exists(cases)) return List.of();
        var expected = new ArrayList<JsonNode>();
        for (var goldenCase : JSON.readTree(cases.toFile()).path("cases")) {
            var events = goldenCase.path("input").path("events").asText();
            if (events.equals(log.getFileName().toString())) expected.add(goldenCase.path("expected"));
        }
        return expected;
    }
}
