package io.grapevine.benchmark.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what the benchmarks find, in the order they find it; equal complaints become one. */
public final class Findings {

    private record Kind(String benchmark, String what) {}

    private final List<Figure> figures = new ArrayList<>();
    private final Map<Kind, Long> complaints = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    public void add(Figure figure) {
        figures.add(figure);
    }

    /** Takes over what a round of load counted. */
    public void complain(String benchmark, Map<String, Long> counted) {
        counted.forEach((what, times) -> complaints.merge(new Kind(benchmark, what), times, Long::sum));
    }

    public void remark(String remark) {
        if (!remarks.contains(remark)) remarks.add(remark);
    }

    public Report report() {
        var all = complaints.entrySet().stream()
                .map(kind ->
                        new Complaint(kind.getKey().benchmark(), kind.getKey().what(), kind.getValue()))
                .toList();
        return new Report(figures, all, remarks);
    }
}
