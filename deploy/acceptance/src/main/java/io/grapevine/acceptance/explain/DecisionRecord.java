package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Circumstances.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision's record: what it rests on and what it states.
 *
 * @param clock what every window was measured from
 * @param netMinor amount minus refunds
 * @param suspicion null if nothing speaks against it
 */
record DecisionRecord(
        String id,
        int revision,
        String kind,
        String programKey,
        int programVersion,
        @Nullable String customer,
        Place occurred,
        Instant clock,
        long amountMinor,
        long netMinor,
        @Nullable String currency,
        Policy policy,
        Circumstances circumstances,
        List<Candidate> candidates,
        @Nullable Suspicion suspicion,
        Decision stated) {

    DecisionRecord {
        candidates = List.copyOf(candidates);
    }

    boolean isSignUp() {
        return kind.equals("signup");
    }
}
