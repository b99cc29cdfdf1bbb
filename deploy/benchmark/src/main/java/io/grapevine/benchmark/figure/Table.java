package io.grapevine.benchmark.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report for people: one aligned table, then complaints and remarks. */
public final class Table {

    private static final List<String> HEAD =
            List.of("benchmark", "figure", "median [min-max]", "reference", "ratio [min-max]", "target", "");

    private Table() {}

    public static String of(Report report) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        report.figures().forEach(figure -> rows.add(row(figure)));
        var lines = new StringBuilder(aligned(rows));
        report.complaints().forEach(complaint -> lines.append(line(complaint)));
        report.remarks().forEach(remark -> lines.append("note: ").append(remark).append('\n'));
        return lines.append(report.passed() ? "PASSED" : "FAILED").append('\n').toString();
    }

    private static List<String> row(Figure figure) {
        var reference = figure.reference();
        return List.of(
                figure.benchmark(),
                figure.name(),
                figure.unit().shown(figure.measured()),
                reference == null ? "" : reference.name() + " " + figure.unit().shown(reference.measured()),
                figure.ratio().map(Unit.RATIO::shown).orElse(""),
                targets(figure),
                figure.verdict().word());
    }

    private static String targets(Figure figure) {
        var target = figure.target();
        var reference = figure.reference();
        var ratioTarget = reference == null ? null : reference.target();
        return Stream.of(
                        target == null ? "" : figure.unit().shown(target),
                        ratioTarget == null ? "" : "ratio " + Unit.RATIO.shown(ratioTarget))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String line(Complaint complaint) {
        return String.format(
                Locale.ROOT, "ERROR %s: %s (%,d times)%n", complaint.benchmark(), complaint.what(), complaint.times());
    }

    /** Columns as wide as their widest cell, two blanks between them. */
    public static String aligned(List<List<String>> rows) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
