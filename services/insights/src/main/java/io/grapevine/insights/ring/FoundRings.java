package io.grapevine.insights.ring;

import io.grapevine.insights.funnel.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rings, and by which ids their people are known.
 *
 * @param ids of each listed ring, everybody's, those included that somebody no longer goes by
 */
public record FoundRings(Rings rings, List<List<String>> ids) {

    public FoundRings {
        ids = ids.stream().map(List::copyOf).toList();
    }

    /**
     * What their people earned by one another, by the place of the ring; nothing of those that are missing.
     *
     * @param revenue by currency
     * @param rewards by currency
     */
    public Rings with(Map<Integer, List<Amount>> revenue, Map<Integer, List<Amount>> rewards) {
        var with = new ArrayList<Ring>();
        for (var i = 0; i < rings.rings().size(); i++)
            with.add(rings.rings().get(i).with(revenue.getOrDefault(i, List.of()), rewards.getOrDefault(i, List.of())));
        return new Rings(rings.programKey(), rings.people(), rings.count(), with);
    }
}
