package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what one person begins dies out, by how many friends people have been seen to bring (Galton-Watson).
 *
 * @param probability that it ever does; null without people
 * @param byGeneration that it has by generation 1, 2, …
 */
public record Extinction(@Nullable Double probability, List<Double> byGeneration) {

    private static final int GENERATIONS = 10;
    /** Whoever brought more counts as having brought so many: what they begin does not die out either way. */
    private static final int MOST_FRIENDS = 1_000;

    public Extinction {
        byGeneration = List.copyOf(byGeneration);
    }

    /** @param offspring how many people brought how many friends */
    public static Extinction of(SortedMap<Integer, Integer> offspring) {
        if (offspring.isEmpty()) return new Extinction(null, List.of());
        var counts = new long[Math.min(offspring.lastKey(), MOST_FRIENDS) + 1];
        offspring.forEach((friends, people) -> counts[Math.min(friends, MOST_FRIENDS)] += people);
        var people = BigDecimal.valueOf(
                offspring.values().stream().mapToLong(Integer::longValue).sum());
        var distribution = new Offspring(IntStream.range(0, counts.length)
                .mapToObj(friends -> BigDecimal.valueOf(counts[friends]).divide(people, MathContext.DECIMAL128))
                .toList());
        return new Extinction(distribution.extinction(), distribution.extinctBy(GENERATIONS));
    }
}
