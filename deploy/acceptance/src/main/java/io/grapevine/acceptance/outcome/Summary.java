package io.grapevine.acceptance.outcome;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts a replay case expects, under the names of the golden files once written in snake case.
 *
 * @param reasons why each sign-up is bound ({@code ATTRIBUTED}) or not, repeated sign-ups included
 * @param customers distinct customers who signed up
 */
public record Summary(
        int uniqueEvents,
        SortedMap<String, Integer> byType,
        int customers,
        int bound,
        SortedMap<String, Integer> reasons,
        int orders,
        long grossMinor,
        long refundedMinor,
        long netMinor,
        long totalRewardsMinor,
        SortedMap<String, VariantFunnel> variants,
        GraphShape graph) {

    public Summary {
        byType = sorted(byType);
        reasons = sorted(reasons);
        variants = sorted(variants);
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
