package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What became of one touchpoint.
 *
 * @param owner null if nobody in the program owns its code
 * @param lostBecause null for the winner, and for whoever earned a share
 * @param weight its own share, where touches share the credit
 */
public record Verdict(
        Touchpoint touchpoint,
        @Nullable CodeOwner owner,
        @Nullable Reason lostBecause,
        @Nullable Weight weight) {

    public Verdict(Touchpoint touchpoint, @Nullable CodeOwner owner, @Nullable Reason lostBecause) {
        this(touchpoint, owner, lostBecause, null);
    }

    public boolean won() {
        return lostBecause == null;
    }

    Verdict earning(Weight earned) {
        return new Verdict(touchpoint, owner, earned.isZero() ? Reason.NO_SHARE : null, earned);
    }
}
