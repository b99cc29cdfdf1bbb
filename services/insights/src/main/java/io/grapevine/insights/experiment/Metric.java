package io.grapevine.insights.experiment;

import java.util.Locale;

/** By which figure an experiment is judged: a rate whose denominator counts exposures, whose numerator counts conversions. */
public enum Metric {
    /** Advocates who shared; those of them who brought somebody. */
    SHARE_TO_SIGNUP("advocates"),
    /** Clicks by people; sign-ups that were brought, of each advocate at most as many as clicks. */
    CLICK_TO_SIGNUP("clicks"),
    /** Friends who signed up; those of them with an order that was not refunded in full. */
    SIGNUP_TO_PURCHASE("friends");

    private final String exposures;

    Metric(String exposures) {
        this.exposures = exposures;
    }

    /** What an exposure is, for people. */
    public String exposures() {
        return exposures;
    }

    /** Whether each exposure is of an advocate of its own, so that none says anything about another. */
    public boolean ofAdvocates() {
        return this == SHARE_TO_SIGNUP;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
