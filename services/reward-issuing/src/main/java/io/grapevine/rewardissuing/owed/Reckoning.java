package io.grapevine.rewardissuing.owed;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How an amount came about, so that whoever receives it can reckon it again.
 *
 * @param baseMinor what the percentage is of, in minor units of the reward's currency; null for a fixed amount
 * @param percent the rate that held, a season's factor included; null for a fixed amount and where several rates were added up
 * @param wantedMinor what the rule would have given; at least the reward's amount
 * @param cutBy which limit took the difference; null if none did
 */
public record Reckoning(
        @Nullable Long baseMinor,
        @Nullable BigDecimal percent,
        long wantedMinor,
        @Nullable Reason cutBy) {

    /** What of it is somebody's who shares it. */
    Reckoning part(long partOfBaseMinor, long partOfWantedMinor) {
        return new Reckoning(baseMinor == null ? null : (Long) partOfBaseMinor, percent, partOfWantedMinor, cutBy);
    }

    /** The same, of which a limit left less. */
    public Reckoning cutBy(Reason limit) {
        return new Reckoning(baseMinor, percent, wantedMinor, limit);
    }
}
