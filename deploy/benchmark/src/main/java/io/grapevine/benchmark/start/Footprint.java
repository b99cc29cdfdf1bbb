package io.grapevine.benchmark.start;

import io.grapevine.benchmark.figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The memory of the whole system, part by part, the greatest first. */
public record Footprint(List<Share> parts) {

    private static final double KIB_PER_MIB = 1024;
    private static final double KIB_PER_GIB = KIB_PER_MIB * 1024;

    /** One part and how many processes it is. */
    public record Share(String part, int processes, long pssKib, long rssKib) {
        Share plus(Share other) {
            return new Share(part, processes + other.processes, pssKib + other.pssKib, rssKib + other.rssKib);
        }
    }

    public Footprint {
        if (parts.isEmpty()) throw new IllegalArgumentException("no process was found");
        parts = parts.stream()
                .sorted((one, other) -> Long.compare(other.pssKib, one.pssKib))
                .toList();
    }

    /** Shares of one part become one. */
    public static Footprint of(List<Share> processes) {
        var parts = new ArrayList<Share>();
        for (var process : processes) {
            var known = parts.stream()
                    .filter(part -> part.part().equals(process.part()))
                    .findAny();
            known.ifPresent(parts::remove);
            parts.add(known.map(part -> part.plus(process)).orElse(process));
        }
        return new Footprint(parts);
    }

    public double pssGib() {
        return parts.stream().mapToLong(Share::pssKib).sum() / KIB_PER_GIB;
    }

    public double rssGib() {
        return parts.stream().mapToLong(Share::rssKib).sum() / KIB_PER_GIB;
    }

    public String table() {
        var head = Stream.of(List.of("part", "processes", "PSS MiB", "RSS MiB"));
        var rows = parts.stream()
                .map(part -> List.of(
                        part.part(), Integer.toString(part.processes()), mib(part.pssKib()), mib(part.rssKib())));
        return Table.aligned(Stream.concat(head, rows).toList());
    }

    private static String mib(long kib) {
        return String.format(Locale.ROOT, "%,.0f", kib / KIB_PER_MIB);
    }
}
