package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a program earns against what it costs; money in one currency.
 *
 * @param ltv lifetime value of one referred customer
 * @param rewardPerReferral rewards paid for one referred customer, both sides together
 * @param fixedCost what the program costs without any referral
 */
public record ReferralReturn(
        long referredCustomers, BigDecimal ltv, BigDecimal rewardPerReferral, BigDecimal fixedCost) {

    public ReferralReturn {
        Rate.requireNotNegative("referredCustomers", referredCustomers);
    }

    public BigDecimal cost() {
        return rewardPerReferral.multiply(BigDecimal.valueOf(referredCustomers)).add(fixedCost);
    }

    public BigDecimal revenue() {
        return ltv.multiply(BigDecimal.valueOf(referredCustomers));
    }

    /** (revenue - cost)/cost; null if it costs nothing. */
    public @Nullable BigDecimal roi() {
        return Rate.of(revenue().subtract(cost()), cost());
    }

    /** Null without referred customers. */
    public @Nullable BigDecimal cacPerReferral() {
        return Rate.of(cost(), BigDecimal.valueOf(referredCustomers));
    }
}
