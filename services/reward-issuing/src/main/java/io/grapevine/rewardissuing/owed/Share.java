package io.grapevine.rewardissuing.owed;

import io.grapevine.rewardissuing.money.Allocation;
import java.math.BigDecimal;
import java.util.List;

/**
 * One person's place among those who share a reward.
 *
 * @param wholeBaseMinor what a percentage of the whole reward is of
 * @param weights of everybody, nobody's part included
 * @param place whose of them this is
 */
public record Share(long wholeBaseMinor, List<BigDecimal> weights, int place) {

    public Share {
        weights = List.copyOf(weights);
        if (place < 0 || place >= weights.size())
            throw new IllegalArgumentException("place must be one of " + weights.size() + ", was " + place);
    }

    /** This person's part, so that the parts sum to the whole. */
    long of(long wholeMinor) {
        return Allocation.split(wholeMinor, weights).get(place);
    }
}
