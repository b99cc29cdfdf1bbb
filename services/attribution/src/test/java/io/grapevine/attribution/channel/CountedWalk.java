package io.grapevine.attribution.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chain by brute force, sharing nothing with the solver but the definition: everybody starts, and in every step all who are
 * somewhere go on as the counts say, until hardly anybody is left on the way.
 */
final class CountedWalk {

    private static final String START = "start of all";
    private static final String CONVERSION = "converted";
    private static final String NULL = "lost";
    private static final double HARDLY_ANYBODY = 1e-16;

    private final Map<String, Map<String, Double>> counts = new HashMap<>();

    CountedWalk(List<JourneyGroup> groups) {
        for (var group : groups) {
            var at = START;
            for (var channel : group.channels()) {
                if (!channel.equals(at)) count(at, channel, group.conversions() + group.nulls());
                at = channel;
            }
            count(at, CONVERSION, group.conversions());
            count(at, NULL, group.nulls());
        }
    }

    private void count(String from, String to, long journeys) {
        if (journeys > 0) counts.computeIfAbsent(from, _ -> new HashMap<>()).merge(to, (double) journeys, Double::sum);
    }

    /** The part of all who convert if whoever reaches {@code removed} is lost; null removes nobody. */
    double conversionsWithout(@Nullable String removed) {
        var converted = 0.0;
        var walking = Map.of(START, 1.0);
        while (walking.values().stream().mapToDouble(Double::doubleValue).sum() > HARDLY_ANYBODY) {
            var next = new HashMap<String, Double>();
            for (var here : walking.entrySet()) {
                var ways = counts.getOrDefault(here.getKey(), Map.of());
                var all =
                        ways.values().stream().mapToDouble(Double::doubleValue).sum();
                ways.forEach((to, count) -> next.merge(to, here.getValue() * count / all, Double::sum));
            }
            converted += next.getOrDefault(CONVERSION, 0.0);
            next.keySet().removeIf(to -> to.equals(CONVERSION) || to.equals(NULL) || to.equals(removed));
            walking = next;
        }
        return converted;
    }
}
