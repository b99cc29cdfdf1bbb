package io.grapevine.rewardissuing.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A percentage commission on a sale that is refunded step by step.
 *
 * @param commissionMinor before any refund
 * @param clawbacksMinor the difference each refund posts, never positive
 * @param commissionsAfterMinor what remains after each refund
 */
public record RefundSequence(long commissionMinor, List<Long> clawbacksMinor, List<Long> commissionsAfterMinor) {

    public RefundSequence {
        clawbacksMinor = List.copyOf(clawbacksMinor);
        commissionsAfterMinor = List.copyOf(commissionsAfterMinor);
    }

    /** Refunds are distinct and in order; together they never count for more than the sale. */
    public static RefundSequence of(long saleMinor, BigDecimal ratePercent, List<Long> refundsMinor) {
        if (saleMinor < 0) throw new IllegalArgumentException("sale must not be negative, was " + saleMinor);
        var first = Commission.percent(saleMinor, ratePercent);
        var clawbacks = new ArrayList<Long>();
        var after = new ArrayList<Long>();
        var refunded = 0L;
        var commission = first;
        for (var refund : refundsMinor) {
            refunded = atMost(saleMinor, refunded, refund);
            var next = Commission.percent(saleMinor - refunded, ratePercent);
            clawbacks.add(next - commission);
            after.add(next);
            commission = next;
        }
        return new RefundSequence(first, clawbacks, after);
    }

    /** What the advocate has to get after everything: negative if the commission had been paid out before the refunds. */
    public long balanceMinor(boolean paidBeforeRefunds) {
        var left = clawbacksMinor.stream().mapToLong(Long::longValue).sum();
        return paidBeforeRefunds ? left : commissionMinor + left;
    }

    private static long atMost(long saleMinor, long refundedMinor, long refundMinor) {
        if (refundMinor < 0) throw new IllegalArgumentException("refund must not be negative, was " + refundMinor);
        return refundMinor >= saleMinor - refundedMinor ? saleMinor : refundedMinor + refundMinor;
    }
}
