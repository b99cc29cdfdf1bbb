package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.outcome.GraphShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The referral graph while it grows: every customer has at most one referrer, and nobody is their own ancestor. */
final class Forest {
    private final Map<String, String> referrers = new HashMap<>();

    void bind(String customer, String referrer) {
        var earlier = referrers.put(customer, referrer);
        if (earlier != null) throw new IllegalStateException(customer + " is already bound to " + earlier);
    }

    @Nullable
    String referrerOf(String person) {
        return referrers.get(person);
    }

    /** Whether {@code person} was brought, over any number of steps, by {@code ancestor}. */
    boolean descends(String person, String ancestor) {
        for (var above = referrers.get(person); above != null; above = referrers.get(above)) {
            if (above.equals(ancestor)) return true;
        }
        return false;
    }

    /** The shape over all people named, edges within them. */
    GraphShape shapeOver(Set<String> people) {
        var children = new HashMap<String, List<String>>();
        var roots = new ArrayList<String>();
        for (var person : people) {
            var referrer = referrers.get(person);
            if (referrer == null) roots.add(person);
            else children.computeIfAbsent(referrer, _ -> new ArrayList<>()).add(person);
        }
        var histogram = histogramFrom(roots, children);
        return new GraphShape(
                people.size(), people.size() - roots.size(), roots.size(), histogram.size() - 1, histogram);
    }

    /** Breadth first, one generation at a time, so that a chain of any depth needs no stack. */
    private static List<Integer> histogramFrom(Collection<String> roots, Map<String, List<String>> children) {
        var histogram = new ArrayList<Integer>();
        var generation = new ArrayDeque<>(roots);
        while (!generation.isEmpty()) {
            histogram.add(generation.size());
            var next = new ArrayDeque<String>();
            for (var person : generation) next.addAll(children.getOrDefault(person, List.of()));
            generation = next;
        }
        return histogram;
    }
}
