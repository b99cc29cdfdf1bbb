package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How many new customers one customer brings.
 *
 * @param invitesPerUser i, invitations sent per customer
 * @param conversion c, sign-ups per invitation
 */
public record KFactor(BigDecimal invitesPerUser, BigDecimal conversion) {

    public KFactor {
        Rate.requireNotNegative("invitesPerUser", invitesPerUser);
        Rate.requireNotNegative("conversion", conversion);
    }

    /** K = i c. */
    public BigDecimal k() {
        return invitesPerUser.multiply(conversion);
    }

    /** 1/(1-K): how many customers one that came by other ways becomes in all; null if K >= 1, where the sum has no end. */
    public @Nullable BigDecimal amplification() {
        return selfSustaining() ? null : Rate.of(BigDecimal.ONE, BigDecimal.ONE.subtract(k()));
    }

    /** Whether the loop keeps turning without other customers: K >= 1. */
    public boolean selfSustaining() {
        return k().compareTo(BigDecimal.ONE) >= 0;
    }
}
