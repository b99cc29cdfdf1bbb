package io.grapevine.acceptance.outcome;

import io.grapevine.acceptance.fact.Ids;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a log comes to.
 *
 * @param bindings by customer; customers nobody brought are absent
 * @param balances what is owed, by person, in minor units; zeros are absent
 */
public record Outcome(SortedMap<String, Binding> bindings, SortedMap<String, Long> balances, Summary summary) {
    public Outcome {
        bindings = sorted(bindings);
        balances = withoutZeros(balances);
    }

    /** An outcome from maps in any order. */
    public static Outcome of(Map<String, Binding> bindings, Map<String, Long> balances, Summary summary) {
        return new Outcome(sorted(bindings), sorted(balances), summary);
    }

    private static SortedMap<String, Long> withoutZeros(Map<String, Long> balances) {
        var kept = new TreeMap<String, Long>(Ids.BY_CODE_POINT);
        balances.forEach((person, minor) -> {
            if (minor != 0) kept.put(person, minor);
        });
        return Collections.unmodifiableSortedMap(kept);
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        var sorted = new TreeMap<String, V>(Ids.BY_CODE_POINT);
        sorted.putAll(map);
        return Collections.unmodifiableSortedMap(sorted);
    }
}
