package io.grapevine.rewardissuing.budget;

import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.Reckoning;
import io.grapevine.rewardissuing.owed.RewardLine;
import org.jspecify.annotations.Nullable;

/**
 * What a program's budget has promised, and what is left of it. Whoever draws holds the program's lock.
 *
 * @param totalMinor null = no budget any more: everything is granted, and still counted
 * @param grantedMinor sum of what its rewards are owed; may exceed the total where that was lowered or only alerts
 */
public record Purse(@Nullable Long totalMinor, String currency, WhenExhausted whenExhausted, long grantedMinor) {

    /**
     * What one reward is left.
     *
     * @param after what is left for the next
     */
    public record Grant(RewardLine line, Purse after) {}

    public Purse {
        if (grantedMinor < 0)
            throw new IllegalArgumentException("grantedMinor must not be negative, was " + grantedMinor);
    }

    /**
     * What is owed for a reward grows as far as something is left, and shrinks into the purse.
     *
     * @param hadMinor what the purse granted for it before
     */
    public Grant draw(RewardLine wanted, long hadMinor) {
        var amount = wanted.amount();
        if (amount == null || !amount.currency().equals(currency)) return new Grant(wanted, this);
        var wants = wanted.owesAnything() ? amount.minor() : 0;
        var grants = Math.min(wants, Math.addExact(hadMinor, leftMinor()));
        if (wants <= hadMinor) grants = wants;
        var after = new Purse(totalMinor, currency, whenExhausted, grantedMinor - hadMinor + grants);
        return new Grant(grants == wants ? wanted : cut(wanted, grants), after);
    }

    /** Whether the grants have come to all that was meant to be spent. */
    public boolean isExhausted() {
        return totalMinor != null && grantedMinor >= totalMinor;
    }

    private long leftMinor() {
        if (totalMinor == null || whenExhausted == WhenExhausted.ALERT) return Long.MAX_VALUE / 2;
        return Math.max(0, totalMinor - grantedMinor);
    }

    private static RewardLine cut(RewardLine wanted, long grants) {
        var amount = wanted.amount();
        var how = wanted.reckoning() == null && amount != null
                ? new Reckoning(null, null, amount.minor(), null)
                : wanted.reckoning();
        if (grants == 0 || how == null) return wanted.refused(Reason.BUDGET_EXHAUSTED, how);
        return wanted.of(grants, how.cutBy(Reason.BUDGET_EXHAUSTED));
    }
}
