package io.grapevine.rewardissuing.money;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Progressive commission rates over an amount.
 *
 * @param tiers ascending by their upper bound; only the last may be unlimited
 */
public record Tiers(List<Tier> tiers) {

    /** How the tiers apply. */
    public enum Mode {
        /** Each slice of the amount at its own rate; the sum is rounded once. */
        MARGINAL,
        /** The whole amount at the rate of the tier that contains it. */
        WHOLE
    }

    /**
     * A slice of amounts and its rate.
     *
     * @param upToMinor inclusive; null = no limit
     */
    public record Tier(@Nullable Long upToMinor, BigDecimal ratePercent) {

        boolean contains(long amountMinor) {
            return upToMinor == null || amountMinor <= upToMinor;
        }
    }

    public Tiers {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty()) throw new IllegalArgumentException("tiers must not be empty");
        var floor = 0L;
        for (var i = 0; i < tiers.size(); i++) floor = requireAscending(tiers, i, floor);
    }

    /** Above the last bound of a limited table the marginal slices end and, for the whole amount, the last rate holds. */
    public long commission(long amountMinor, Mode mode) {
        if (amountMinor < 0) throw new IllegalArgumentException("amount must not be negative, was " + amountMinor);
        return switch (mode) {
            case MARGINAL -> marginal(amountMinor);
            case WHOLE -> Commission.percent(amountMinor, tierOf(amountMinor).ratePercent());
        };
    }

    private long marginal(long amountMinor) {
        var sum = BigDecimal.ZERO;
        var floor = 0L;
        for (var tier : tiers) {
            var ceiling = tier.upToMinor() == null ? amountMinor : Math.min(amountMinor, tier.upToMinor());
            sum = sum.add(Commission.exactPercent(ceiling - floor, tier.ratePercent()));
            floor = ceiling;
        }
        return Commission.rounded(sum);
    }

    private Tier tierOf(long amountMinor) {
        return tiers.stream()
                .filter(tier -> tier.contains(amountMinor))
                .findFirst()
                .orElse(tiers.getLast());
    }

    private static long requireAscending(List<Tier> tiers, int index, long floor) {
        var upTo = tiers.get(index).upToMinor();
        if (upTo == null) {
            if (index < tiers.size() - 1)
                throw new IllegalArgumentException("only the last tier may be unlimited, tier " + index + " is");
            return floor;
        }
        if (upTo <= floor)
            throw new IllegalArgumentException("tier " + index + " must end above " + floor + ", ends at " + upTo);
        return upTo;
    }
}
