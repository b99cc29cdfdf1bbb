package io.grapevine.insights.viralloop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How many of each step of the loop lead to the next.
 *
 * @param reshares shares by people who came by a referral
 * @param users people who could have shared
 */
public record FunnelRates(long shares, long clicks, long signups, long purchases, long reshares, long users) {

    public FunnelRates {
        Rate.requireNotNegative("shares", shares);
        Rate.requireNotNegative("clicks", clicks);
        Rate.requireNotNegative("signups", signups);
        Rate.requireNotNegative("purchases", purchases);
        Rate.requireNotNegative("reshares", reshares);
        Rate.requireNotNegative("users", users);
    }

    public @Nullable BigDecimal clickPerShare() {
        return Rate.of(clicks, shares);
    }

    public @Nullable BigDecimal signupPerClick() {
        return Rate.of(signups, clicks);
    }

    public @Nullable BigDecimal purchasePerSignup() {
        return Rate.of(purchases, signups);
    }

    public @Nullable BigDecimal resharePerSignup() {
        return Rate.of(reshares, signups);
    }

    public @Nullable BigDecimal invitesPerUser() {
        return Rate.of(shares, users);
    }

    public @Nullable BigDecimal signupPerShare() {
        return Rate.of(signups, shares);
    }

    /** (shares/users)(signups/shares) = signups/users, in the last form: a site that does not report shares still has a K. */
    public @Nullable BigDecimal k() {
        return Rate.of(signups, users);
    }
}
