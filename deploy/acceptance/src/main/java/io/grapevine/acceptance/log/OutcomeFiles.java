package io.grapevine.acceptance.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.grapevine.acceptance.outcome.Binding;
import io.grapevine.acceptance.outcome.Outcome;
import io.grapevine.acceptance.outcome.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outcomes in the files of the golden set: balances.csv, bindings.csv and the summary under its snake-case names. */
public final class OutcomeFiles {
    private static final String BALANCES_HEADER = "account,balance_minor";
    private static final String BINDINGS_HEADER = "customer,referrer,code";
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private OutcomeFiles() {}

    /** Writes all three into a directory that may not exist yet. */
    public static void write(Path directory, Outcome outcome) throws IOException {
        Files.createDirectories(directory);
        writeBalances(directory.resolve("balances.csv"), outcome.balances());
        writeBindings(directory.resolve("bindings.csv"), outcome.bindings());
        Files.writeString(directory.resolve("summary.json"), summaryText(outcome.summary()));
    }

    public static void writeBalances(Path file, Map<String, Long> balances) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(BALANCES_HEADER);
        balances.forEach((account, minor) -> lines.add(Csv.line(account, String.valueOf(minor))));
        Files.write(file, lines);
    }

    public static void writeBindings(Path file, Map<String, Binding> bindings) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(BINDINGS_HEADER);
        bindings.forEach((customer, binding) -> lines.add(Csv.line(customer, binding.referrer(), binding.code())));
        Files.write(file, lines);
    }

    public static Map<String, Long> readBalances(Path file) throws IOException {
        var balances = new LinkedHashMap<String, Long>();
        for (var row : rows(file, BALANCES_HEADER)) balances.put(row.get(0), Long.valueOf(row.get(1)));
        return balances;
    }

    public static Map<String, Binding> readBindings(Path file) throws IOException {
        var bindings = new LinkedHashMap<String, Binding>();
        for (var row : rows(file, BINDINGS_HEADER)) bindings.put(row.get(0), new Binding(row.get(1), row.get(2)));
        return bindings;
    }

    /** As a reader of the written file sees it. */
    public static JsonNode summaryJson(Summary summary) throws IOException {
        return JSON.readTree(summaryText(summary));
    }

    public static String summaryText(Summary summary) throws IOException {
        return JSON.writeValueAsString(summary) + "\n";
    }

    private static List<List<String>> rows(Path file, String header) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(header)) {
            throw new IOException("%s does not begin with %s".formatted(file, header));
        }
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Csv::cells)
                .toList();
    }
}
