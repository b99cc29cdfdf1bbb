package io.grapevine.clicktracking.classify;

import static java.util.stream.Collectors.joining;

import io.grapevine.events.TrafficLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a classifier makes of clicks that were labelled before.
 *
 * @param version of the classifier that labelled again
 * @param versionsBefore clicks by the version that labelled them first
 * @param before clicks by the label that is on the log
 * @param now clicks by the label they would get now
 * @param changes most clicks first
 */
public record ReclassificationReport(
        String version,
        Map<String, Long> versionsBefore,
        Map<TrafficLabel, Long> before,
        Map<TrafficLabel, Long> now,
        List<Change> changes) {

    /** Clicks that had one label and would have another; some of their user agents. */
    public record Change(TrafficLabel from, TrafficLabel to, long clicks, List<String> userAgents) {
        public Change {
            userAgents = List.copyOf(userAgents);
        }
    }

    public ReclassificationReport {
        versionsBefore = Map.copyOf(versionsBefore);
        before = Map.copyOf(before);
        now = Map.copyOf(now);
        changes = List.copyOf(changes);
    }

    /** Every click, whoever made it. */
    public long raw() {
        return sum(before);
    }

    public long humanBefore() {
        return before.getOrDefault(TrafficLabel.HUMAN, 0L);
    }

    public long humanNow() {
        return now.getOrDefault(TrafficLabel.HUMAN, 0L);
    }

    public long changed() {
        return changes.stream().mapToLong(Change::clicks).sum();
    }

    /** The report for people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line("%,d clicks, labelled by %s, again by %s", raw(), versions(), version));
        lines.add(line("%-10s %,15d %,15d %+,15d", "human", humanBefore(), humanNow(), humanNow() - humanBefore()));
        for (var label : TrafficLabel.values()) {
            long had = before.getOrDefault(label, 0L);
            long has = now.getOrDefault(label, 0L);
            if (label != TrafficLabel.HUMAN && had + has > 0)
                lines.add(line("%-10s %,15d %,15d %+,15d", label.wireName(), had, has, has - had));
        }
        lines.add(line("%,d changed", changed()));
        for (var change : changes) {
            lines.add(line("  %s -> %s: %,d", change.from.wireName(), change.to.wireName(), change.clicks));
            change.userAgents.forEach(userAgent -> lines.add("      " + printable(userAgent)));
        }
        return lines;
    }

    private String versions() {
        if (versionsBefore.isEmpty()) return "nobody";
        return new TreeMap<>(versionsBefore)
                .entrySet().stream()
                        .map(entry -> line("%s (%,d)", entry.getKey(), entry.getValue()))
                        .collect(joining(", "));
    }

    /** Anybody may send anything as a user agent; a terminal obeys control characters. */
    private static String printable(String userAgent) {
        return userAgent.replaceAll("\\p{Cntrl}", "?");
    }

    private static long sum(Map<TrafficLabel, Long> clicks) {
        return clicks.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
