package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is worth against what one costs; money in one currency.
 *
 * @param arpaMonth average revenue per account and month
 * @param grossMargin share of revenue that stays, 0-1
 * @param monthlyChurn share of customers who leave in a month, 0-1
 * @param cac cost of acquiring one customer
 */
public record UnitEconomics(BigDecimal arpaMonth, BigDecimal grossMargin, BigDecimal monthlyChurn, BigDecimal cac) {

    public UnitEconomics {
        Rate.requireNotNegative("monthlyChurn", monthlyChurn);
        Rate.requireNotNegative("cac", cac);
    }

    /** Lifetime value: arpa gm/churn; null if nobody ever leaves. */
    public @Nullable BigDecimal ltv() {
        return Rate.of(marginPerMonth(), monthlyChurn);
    }

    /** Null if nobody ever leaves or acquiring is free. */
    public @Nullable BigDecimal ltvToCac() {
        var ltv = ltv();
        return ltv == null ? null : Rate.of(ltv, cac);
    }

    /** Months until a customer has paid for its acquisition: cac/(arpa gm); null if it never earns. */
    public @Nullable BigDecimal paybackMonths() {
        return Rate.of(cac, marginPerMonth());
    }

    private BigDecimal marginPerMonth() {
        return arpaMonth.multiply(grossMargin);
    }
}
