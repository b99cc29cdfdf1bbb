package io.grapevine.acceptance.reference;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a replay case (S9.5): one window, one model, a percentage for each level and a bonus for the friend.
 *
 * @param window how far before the sign-up a click counts; null = unlimited
 * @param levelRatesPercent the advocate's rate first, then the advocate's advocate's, and so on
 * @param friendBonusMinor once, for the first credited order of at least {@code friendBonusMinOrderMinor}
 */
public record Policy(
        @Nullable Duration window,
        boolean windowInclusive,
        boolean firstTouch,
        List<BigDecimal> levelRatesPercent,
        long friendBonusMinor,
        long friendBonusMinOrderMinor,
        String currency) {

    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    public Policy {
        levelRatesPercent = List.copyOf(levelRatesPercent);
    }

    /** The policy of the golden end-to-end cases: last touch, 30 days exclusive, 10 % and 3 %, 500 from 2000 on. */
    public static Policy golden(String currency) {
        return new Policy(
                THIRTY_DAYS, false, false, List.of(new BigDecimal("10"), new BigDecimal("3")), 500, 2000, currency);
    }
}
