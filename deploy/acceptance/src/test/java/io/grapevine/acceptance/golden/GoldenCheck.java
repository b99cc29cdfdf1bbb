package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.log.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of check.py: everything expected must be there and equal; floats within the case's tolerance. */
final class GoldenCheck {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-12;
    /** Whole numbers are exact; beyond this a double could not tell neighbours apart. */
    private static final double EXACT_IN_DOUBLE = 1L << 53;

    /** Objects by touch, channel, person or account: one entry too many is as wrong as one too few. */
    private static final List<String> WITHOUT_MORE = List.of(
            ".weights",
            ".amounts_minor",
            ".bindings",
            ".payouts_minor",
            ".balances",
            ".phi",
            ".conversions",
            ".removal_effects");

    private final JsonNode tolerance;
    private final Path directory;
    private final List<String> differences = new ArrayList<>();

    GoldenCheck(JsonNode tolerance, Path directory) {
        this.tolerance = tolerance;
        this.directory = directory;
    }

    List<String> differences(JsonNode expected, JsonNode output) throws IOException {
        compare("", expected, output);
        return differences;
    }

    private void compare(String path, JsonNode expected, JsonNode found) throws IOException {
        if (expected.isObject()) {
            if (WITHOUT_MORE.stream().anyMatch(path::endsWith) && found.size() != expected.size())
                differences.add(path + ": expected " + expected + ", got " + found);
            for (var field : expected.properties()) {
                compare(path + "." + field.getKey(), field.getValue(), found.path(field.getKey()));
            }
        } else if (expected.isArray()) {
            if (found.size() != expected.size()) differences.add(path + ": expected " + expected + ", got " + found);
            else for (var i = 0; i < expected.size(); i++) compare(path + "[" + i + "]", expected.get(i), found.get(i));
        } else if (expected.isTextual() && path.endsWith("file")) {
            compareFiles(path, directory.resolve(expected.asText()), Path.of(found.asText()));
        } else if (!isEqual(path, expected, found)) {
            differences.add(path + ": expected " + expected + ", got " + found);
        }
    }

    private boolean isEqual(String path, JsonNode expected, JsonNode found) {
        if (!expected.isNumber()) return expected.equals(found);
        if (!found.isNumber()) return false;
        if (expected.decimalValue().compareTo(found.decimalValue()) == 0) return true;
        var loose = expected.isFloatingPointNumber()
                || (tolerance.has("abs") || tolerance.has("rel")) && Math.abs(expected.doubleValue()) < EXACT_IN_DOUBLE;
        return loose && Math.abs(expected.doubleValue() - found.doubleValue()) <= allowed(path, expected.doubleValue());
    }

    private double allowed(String path, double expected) {
        if (path.contains(".weights") && tolerance.has("weights_abs"))
            return tolerance.path("weights_abs").asDouble();
        var relative = tolerance.path("rel").asDouble(RELATIVE) * Math.abs(expected);
        return Math.max(tolerance.path("abs").asDouble(ABSOLUTE), relative);
    }

    /** Rows in any order, matched on their first cell; decimals within the tolerance. */
    private void compareFiles(String path, Path expected, Path found) throws IOException {
        var wanted = rows(expected);
        var rows = rows(found);
        if (!wanted.keySet().equals(rows.keySet()))
            differences.add(path + ": expected the rows " + wanted.keySet() + ", got " + rows.keySet());
        wanted.forEach((key, cells) -> {
            var others = rows.getOrDefault(key, List.of());
            for (var i = 0; i < Math.max(cells.size(), others.size()); i++) {
                if (i >= Math.min(cells.size(), others.size()) || !isSameCell(cells.get(i), others.get(i)))
                    differences.add(path + " row " + key + ": expected " + cells + ", got " + others);
            }
        });
    }

    private static Map<String, List<String>> rows(Path file) throws IOException {
        var rows = new HashMap<String, List<String>>();
        for (var line : Files.readAllLines(file)) {
            var cells = Csv.cells(line);
            rows.put(cells.getFirst(), cells);
        }
        return rows;
    }

    /** Whole numbers are money and counts, and exact: stricter than check.py. */
    private boolean isSameCell(String expected, String found) {
        if (expected.equals(found)) return true;
        if (!expected.matches("-?\\d+\\.\\d+") || !found.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?")) return false;
        var wanted = Double.parseDouble(expected);
        return Math.abs(wanted - Double.parseDouble(found)) <= allowed("", wanted);
    }
}
