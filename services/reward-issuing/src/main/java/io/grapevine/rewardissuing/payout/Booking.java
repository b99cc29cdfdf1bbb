package io.grapevine.rewardissuing.payout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What comes of a signed line when it is booked: the facts may have changed since it was proposed. */
public sealed interface Booking {

    String lineId();

    /** It is paid, perhaps less than was signed; the items sum to what the person gets. */
    record Booked(String lineId, List<Payable> items) implements Booking {
        public Booked {
            items = List.copyOf(items);
        }

        public long amountMinor() {
            return items.stream().mapToLong(Payable::minor).reduce(0, Math::addExact);
        }
    }

    /** Too little is left of it; nothing is booked. */
    record Dropped(String lineId, BlockReason reason) implements Booking {}

    /** The account that was signed is not the person's any more. */
    static Booking payeeChanged(String lineId) {
        return new Dropped(lineId, BlockReason.PAYEE_CHANGED);
    }

    /**
     * Books what is payable now, at most what was signed, less every debt that the person has now, also one that came up since.
     *
     * @param now every payable of the person in the payout's currency and kinds
     */
    static Booking of(PaymentOrder order, List<Payable> now, long minimumMinor) {
        var items = new ArrayList<Payable>();
        for (var payable : inOrder(now)) {
            var signed = order.items().getOrDefault(payable.rewardId(), 0L);
            if (payable.isDebt()) items.add(payable);
            else if (signed > 0) items.add(atMost(payable, signed));
        }
        var trimmed = trimmed(items, order.signedMinor());
        var sum = trimmed.stream().mapToLong(Payable::minor).reduce(0, Math::addExact);
        var shortfall = Proposal.shortfall(sum, minimumMinor);
        return shortfall == null ? new Booked(order.lineId(), trimmed) : new Dropped(order.lineId(), shortfall);
    }

    /** A debt that became smaller since must not let more be paid than was signed: the last rewards wait for the next payout. */
    private static List<Payable> trimmed(List<Payable> items, long signedMinor) {
        var excess = items.stream().mapToLong(Payable::minor).reduce(0, Math::addExact) - signedMinor;
        var kept = new ArrayList<Payable>();
        for (var item : items.reversed()) {
            var cut = item.isDebt() ? 0 : Math.clamp(excess, 0, item.minor());
            excess -= cut;
            if (item.minor() != cut) kept.addFirst(atMost(item, item.minor() - cut));
        }
        return kept;
    }

    private static Payable atMost(Payable payable, long minor) {
        return new Payable(
                payable.rewardId(), payable.externalId(), payable.programKey(), Math.min(payable.minor(), minor));
    }

    /** Older rewards first, as their ids sort by age. */
    private static List<Payable> inOrder(List<Payable> payables) {
        return payables.stream().sorted(Comparator.comparing(Payable::rewardId)).toList();
    }
}
