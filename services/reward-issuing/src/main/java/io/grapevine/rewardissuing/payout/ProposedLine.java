package io.grapevine.rewardissuing.payout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person's part of a payout, as proposed.
 *
 * @param amountMinor sum of the items; also of a blocked line, which may owe
 * @param reason why it is blocked; null if it is to be paid
 */
public record ProposedLine(
        String externalId,
        long amountMinor,
        List<Payable> items,
        @Nullable BlockReason reason) {

    public ProposedLine {
        items = List.copyOf(items);
        if (reason == null && amountMinor <= 0)
            throw new IllegalArgumentException("amountMinor of a line to be paid must be positive, was " + amountMinor);
    }

    public boolean isBlocked() {
        return reason != null;
    }
}
