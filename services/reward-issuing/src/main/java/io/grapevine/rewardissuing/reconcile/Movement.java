package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a change of a reward adds to its person's balance in one currency; every part may be negative.
 *
 * @param heldMinor held or frozen
 * @param releasedMinor made payable and not frozen
 */
public record Movement(String currency, long heldMinor, long releasedMinor, long paidMinor, long clawedBackMinor) {

    static Movement between(Position before, Position after, String currency) {
        return new Movement(
                currency,
                after.heldMinor() + after.frozenMinor() - before.heldMinor() - before.frozenMinor(),
                after.releasedMinor() - after.frozenMinor() - before.releasedMinor() + before.frozenMinor(),
                after.paidMinor() - before.paidMinor(),
                after.clawedBackMinor() - before.clawedBackMinor());
    }

    boolean isNothing() {
        return heldMinor == 0 && releasedMinor == 0 && paidMinor == 0 && clawedBackMinor == 0;
    }

    /** Sums to zero whatever moved; accounts that did not move are left out. */
    List<Entry> entries(RewardLine line) {
        var payableMinor = releasedMinor - paidMinor - clawedBackMinor;
        return Stream.of(
                        new Entry(Account.expense(line.programKey()), currency, heldMinor + payableMinor + paidMinor),
                        new Entry(held(line), currency, -heldMinor),
                        new Entry(payable(line), currency, -payableMinor),
                        new Entry(Account.cash(line.programKey()), currency, -paidMinor))
                .filter(entry -> entry.amountMinor() != 0)
                .toList();
    }

    /** A donation is the cause's from the first promise on, so no payout to the person can take it along. */
    private static Account held(RewardLine line) {
        return line.cause()
                .map(Account::pledged)
                .orElseGet(() -> Account.held(line.key().externalId()));
    }

    private static Account payable(RewardLine line) {
        return line.cause()
                .map(Account::donated)
                .orElseGet(() -> Account.payable(line.key().externalId()));
    }
}
