package io.grapevine.attribution.credit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the person who converts reached the milestones of a sale, of which the log knows two: the sign-up makes a lead, the order is
 * opportunity and close at once.
 *
 * @param leadAt null if the person had not signed up by then
 * @param opportunityAt null for a sign-up
 */
public record Moments(
        Instant convertedAt,
        @Nullable Instant leadAt,
        @Nullable Instant opportunityAt) {

    public static Moments ofSignUp(Instant at) {
        return new Moments(at, at, null);
    }

    /** @param signedUpAt null if no sign-up is known */
    public static Moments ofOrder(Instant at, @Nullable Instant signedUpAt) {
        return new Moments(at, signedUpAt == null || signedUpAt.isAfter(at) ? null : signedUpAt, at);
    }
}
