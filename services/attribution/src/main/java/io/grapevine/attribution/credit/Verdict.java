package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.Touchpoint;
import org.jspecify.annotations.Nullable;

/**
 * What became of one touchpoint.
 *
 * @param owner null if nobody in the program owns its code
 * @param lostBecause null for the winner
 */
public record Verdict(
        Touchpoint touchpoint,
        @Nullable CodeOwner owner,
        @Nullable Reason lostBecause) {

    public boolean won() {
        return lostBecause == null;
    }
}
