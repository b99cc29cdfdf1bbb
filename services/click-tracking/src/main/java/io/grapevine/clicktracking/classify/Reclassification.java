package io.grapevine.clicktracking.classify;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.TrafficLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels clicks of the log again and counts what changes. */
public final class Reclassification {

    private static final class Tally {
        private long clicks;
        private final List<String> userAgents = new ArrayList<>();
    }

    private final TrafficClassifier classifier;
    private final int examples;
    private final Map<String, Long> versions = new TreeMap<>();
    private final Map<TrafficLabel, Map<TrafficLabel, Tally>> changes = new EnumMap<>(TrafficLabel.class);
    private final Map<TrafficLabel, Long> before = new EnumMap<>(TrafficLabel.class);
    private final Map<TrafficLabel, Long> now = new EnumMap<>(TrafficLabel.class);

    /** @param examples different user agents to keep of each change, the first that come */
    public Reclassification(TrafficClassifier classifier, int examples) {
        if (examples < 0) throw new IllegalArgumentException("examples must not be negative, was " + examples);
        this.classifier = classifier;
        this.examples = examples;
    }

    /** Left out: a landing page, which sees the touch of a redirect again, and what was only seen or no way to the site. */
    public void add(ClickRecorded click) {
        if (click.origin() == ClickRecorded.Origin.LANDING || click.kind() != ClickRecorded.Interaction.CLICK) return;
        var label = label(click);
        versions.merge(click.classifierVersion(), 1L, Long::sum);
        before.merge(click.label(), 1L, Long::sum);
        now.merge(label, 1L, Long::sum);
        if (label != click.label()) note(click, label);
    }

    public ReclassificationReport report() {
        var found = new ArrayList<ReclassificationReport.Change>();
        changes.forEach((from, tallies) -> tallies.forEach(
                (to, tally) -> found.add(new ReclassificationReport.Change(from, to, tally.clicks, tally.userAgents))));
        found.sort(
                Comparator.comparingLong(ReclassificationReport.Change::clicks).reversed());
        return new ReclassificationReport(classifier.version(), versions, before, now, found);
    }

    private TrafficLabel label(ClickRecorded click) {
        return isKept(click) ? click.label() : classifier.classify(Visit.recorded(click));
    }

    /**
     * A host that told no user agent gave nothing to judge by. And before what a request said was kept with the click, its label alone says
     * that it was a HEAD or looked ahead.
     */
    private static boolean isKept(ClickRecorded click) {
        if (click.origin() == ClickRecorded.Origin.HOST && click.userAgent() == null) return true;
        boolean fromTheRequest = click.label() == TrafficLabel.HEAD || click.label() == TrafficLabel.PREFETCH;
        return fromTheRequest && click.request() == null;
    }

    private void note(ClickRecorded click, TrafficLabel label) {
        var tally = changes.computeIfAbsent(click.label(), _ -> new EnumMap<>(TrafficLabel.class))
                .computeIfAbsent(label, _ -> new Tally());
        tally.clicks++;
        var userAgent = shown(click.userAgent());
        if (tally.userAgents.size() < examples && !tally.userAgents.contains(userAgent))
            tally.userAgents.add(userAgent);
    }

    private static String shown(@Nullable String userAgent) {
        return userAgent == null ? "(none)" : userAgent;
    }
}
