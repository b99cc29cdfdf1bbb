package io.grapevine.rewardissuing.payout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who a payout would pay, and who not for which reason: everybody it looked at has a line. */
public final class Proposal {

    private Proposal() {}

    /**
     * The lines, by person. A debt is netted whichever program it comes from; money is paid only of the program in question.
     *
     * @param payables of one currency and of the kinds in question
     */
    public static List<ProposedLine> of(PayoutForm form, Collection<Payable> payables, Eligibility eligibility) {
        var people = new TreeMap<String, List<Payable>>();
        for (var payable : payables)
            if (form.covers(payable))
                people.computeIfAbsent(payable.externalId(), person -> new ArrayList<>())
                        .add(payable);
        return people.entrySet().stream()
                .map(person -> line(form, person.getKey(), person.getValue(), eligibility))
                .toList();
    }

    private static ProposedLine line(PayoutForm form, String externalId, List<Payable> items, Eligibility eligibility) {
        var sum = items.stream().mapToLong(Payable::minor).reduce(0, Math::addExact);
        return new ProposedLine(externalId, sum, items, eligibility.holdsUp(form, externalId, sum));
    }

    /** Why a sum is too small to be paid; null if it is not. */
    static @Nullable BlockReason shortfall(long sumMinor, long minimumMinor) {
        if (sumMinor < 0) return BlockReason.NEGATIVE_BALANCE;
        return sumMinor < minimumMinor ? BlockReason.BELOW_MINIMUM : null;
    }
}
