package io.grapevine.rewardissuing.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Commissions up a chain of people: the seller first, then who brought the seller, and so on.
 *
 * @param ratesPercent the seller's rate first
 */
public record Multilevel(Base base, List<BigDecimal> ratesPercent) {

    /** What a level's rate is applied to. */
    public enum Base {
        SALE,
        PREVIOUS_COMMISSION,
        FIRST_COMMISSION
    }

    public Multilevel {
        ratesPercent = List.copyOf(ratesPercent);
        if (ratesPercent.isEmpty()) throw new IllegalArgumentException("ratesPercent must not be empty");
    }

    /** One payout per person, seller first; people beyond the last rate and rates beyond the last person are not paid. */
    public List<Long> payoutsOfSale(long saleMinor, int people) {
        return payouts(saleMinor, Commission.percent(saleMinor, ratesPercent.getFirst()), people);
    }

    /** The same where the seller's commission is already known and the levels above are paid from commissions. */
    public List<Long> payoutsOfFirstCommission(long firstCommissionMinor, int people) {
        if (base == Base.SALE) throw new IllegalArgumentException("base SALE needs the sale, not the first commission");
        return payouts(0, firstCommissionMinor, people);
    }

    private List<Long> payouts(long saleMinor, long firstMinor, int people) {
        if (people < 0) throw new IllegalArgumentException("people must not be negative, was " + people);
        var levels = Math.min(people, ratesPercent.size());
        var payouts = new ArrayList<Long>(levels);
        for (var level = 0; level < levels; level++) {
            payouts.add(level == 0 ? firstMinor : payoutAbove(saleMinor, payouts, ratesPercent.get(level)));
        }
        return List.copyOf(payouts);
    }

    private long payoutAbove(long saleMinor, List<Long> payouts, BigDecimal ratePercent) {
        var baseMinor = switch (base) {
            case SALE -> saleMinor;
            case PREVIOUS_COMMISSION -> payouts.getLast();
            case FIRST_COMMISSION -> payouts.getFirst();
        };
        return Commission.percent(baseMinor, ratePercent);
    }
}
