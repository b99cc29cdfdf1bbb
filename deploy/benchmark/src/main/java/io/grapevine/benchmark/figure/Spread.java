package io.grapevine.benchmark.figure;

import java.util.List;
import java.util.stream.IntStream;

/** One quantity over all rounds of a run; what is judged is the median. */
public record Spread(List<Double> rounds) {

    public Spread {
        if (rounds.isEmpty()) throw new IllegalArgumentException("a spread needs a round at least");
        for (var round : rounds) {
            if (!Double.isFinite(round))
                throw new IllegalArgumentException("every round must be finite, was " + rounds);
        }
        rounds = List.copyOf(rounds);
    }

    /** Something that was measured once. */
    public static Spread once(double value) {
        return new Spread(List.of(value));
    }

    /** The mean of the two in the middle where their number is even. */
    public double median() {
        var sorted = rounds.stream().sorted().toList();
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
    }

    public double min() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The ratio of each round to the same round of {@code reference}; a machine that slows down slows both. */
    public Spread over(Spread reference) {
        if (rounds.size() != reference.rounds.size()) {
            throw new IllegalArgumentException(
                    "%d rounds cannot be paired with %d".formatted(rounds.size(), reference.rounds.size()));
        }
        return new Spread(IntStream.range(0, rounds.size())
                .mapToObj(i -> rounds.get(i) / reference.rounds.get(i))
                .toList());
    }
}
