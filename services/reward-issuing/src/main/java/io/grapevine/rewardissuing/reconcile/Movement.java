package io.grapevine.rewardissuing.reconcile;

import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Entry;
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
    List<Entry> entries(String programKey, String externalId) {
        var payableMinor = releasedMinor - paidMinor - clawedBackMinor;
        return Stream.of(
                        new Entry(Account.expense(programKey), currency, heldMinor + payableMinor + paidMinor),
                        new Entry(Account.held(externalId), currency, -heldMinor),
                        new Entry(Account.payable(externalId), currency, -payableMinor),
                        new Entry(Account.cash(programKey), currency, -paidMinor))
                .filter(entry -> entry.amountMinor() != 0)
                .toList();
    }
}
