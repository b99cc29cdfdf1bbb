package io.grapevine.attribution.channel;

import io.grapevine.attribution.journey.CodePoints;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shares each journey equally among the distinct channels it went through, which is the Shapley value of the game in which
 * channels earn the journeys that need no other (decision-spec S5, path form). The order in which journeys come plays no part.
 */
public final class ShapleyJourneys {

    /** By channel, then by how many channels the journey had: divided once in the end, so that sums are exact. */
    private final Map<String, Map<Integer, ChannelCredit>> bySize = new HashMap<>();

    public void add(JourneyGroup group) {
        var channels = new HashSet<>(group.channels());
        var earned = new ChannelCredit(BigDecimal.valueOf(group.conversions()), group.value());
        for (var channel : channels)
            bySize.computeIfAbsent(channel, _ -> new HashMap<>()).merge(channels.size(), earned, ChannelCredit::plus);
    }

    /** By channel in code point order; they sum to all that was added. */
    public SortedMap<String, ChannelCredit> credits() {
        var credits = new TreeMap<String, ChannelCredit>(CodePoints.ORDER);
        bySize.forEach((channel, sums) -> credits.put(channel, shared(sums)));
        return credits;
    }

    private static ChannelCredit shared(Map<Integer, ChannelCredit> sums) {
        var credit = ChannelCredit.NONE;
        // In order of size, so that rounding does not depend on the order of a hash table.
        for (var sum : new TreeMap<>(sums).entrySet()) {
            var size = BigDecimal.valueOf(sum.getKey());
            credit = credit.plus(new ChannelCredit(
                    sum.getValue().conversions().divide(size, MathContext.DECIMAL128),
                    sum.getValue().value().divide(size, MathContext.DECIMAL128)));
        }
        return credit;
    }
}
