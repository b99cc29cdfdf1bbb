package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Unchanged;
import java.time.Instant;

/** What a payout books on a reward: a payment, a debt that it netted, or a payment that came back. */
public final class Payment {

    private Payment() {}

    /**
     * The reward's next change.
     *
     * @param minor positive: paid; negative: netted, or given back
     */
    public static Changed of(Reward reward, long minor, Instant now) {
        if (minor == 0) throw new IllegalArgumentException("minor must not be 0 for " + reward.id());
        var paid = Handled.of(reward).at(reward.position().paying(minor));
        return switch (Reconcile.with(reward, reward.line(), paid, now)) {
            case Changed change -> change;
            case Unchanged() -> throw new IllegalStateException("a payment of " + minor + " changed nothing");
        };
    }

    /**
     * Money that was paid before the order's currency changed comes back: the reward stays as it is, and the books give back what it
     * was paid in the former currency.
     */
    public static Changed formerGivenBack(Reward reward, String currency, long minor, Instant now) {
        if (minor <= 0)
            throw new IllegalArgumentException("minor must be positive for " + reward.id() + ", was " + minor);
        return Reconcile.moved(reward, new Movement(currency, 0, 0, -minor, 0), now);
    }
}
