package io.grapevine.rewardissuing.simulation;

import io.grapevine.rewardissuing.money.MinorAmount;
import io.grapevine.rewardissuing.owed.RewardLine;
import org.jspecify.annotations.Nullable;

/**
 * One reward, as it is owed and as it would be.
 *
 * @param was null: nothing is owed
 * @param wouldBe null: nothing would be
 * @param inside whether its conversion lies in the period
 */
public record Compared(@Nullable RewardLine was, @Nullable RewardLine wouldBe, boolean inside, Because because) {

    /** Why a reward would be another one. */
    public enum Because {
        /** It would not. */
        SAME,
        /** Its conversion would be credited otherwise. */
        DECIDED_OTHERWISE,
        /** Other rewards would be promised. */
        OTHER_REWARDS,
        /** Another order of the customer's would be the first one. */
        OTHER_FIRST_ORDER,
        /** Others of the person's rewards would leave it more, or less. */
        OTHER_LIMITS
    }

    public Compared {
        if (was == null && wouldBe == null)
            throw new IllegalArgumentException("there must be a reward, be it one that would be");
    }

    public RewardLine line() {
        if (was != null) return was;
        if (wouldBe != null) return wouldBe;
        throw new IllegalStateException("no line"); // the constructor has seen to it
    }

    public boolean differs() {
        return because != Because.SAME;
    }

    /** Of a coupon nothing, as of what is not owed. */
    public long wasMinor() {
        return minor(was);
    }

    public long wouldBeMinor() {
        return minor(wouldBe);
    }

    /** Empty for a coupon, which is no money. */
    public String currency() {
        return currency(line().amount());
    }

    private static String currency(@Nullable MinorAmount amount) {
        return amount == null ? "" : amount.currency();
    }

    private static long minor(@Nullable RewardLine line) {
        return line == null || line.amount() == null ? 0 : line.amount().minor();
    }
}
