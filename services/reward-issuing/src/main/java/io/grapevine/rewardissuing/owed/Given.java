package io.grapevine.rewardissuing.owed;

import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms.Give;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is given besides an amount and a coupon, and on what terms.
 *
 * @param thing what is no money; of a donation the cause
 * @param expires how long after its release what was not used is lost; null = never
 * @param approval who must say yes first; null = nobody
 */
public record Given(
        @Nullable RewardThing thing,
        @Nullable Duration expires,
        @Nullable RewardApproval approval) {

    /** Null if there is nothing of the kind to say, as of money that is simply owed. */
    static @Nullable Given of(Give give) {
        var approval = give.approval() != null && give.approval().isNeeded() ? give.approval() : null;
        var isPlain = give.thing() == null && give.expires() == null && approval == null;
        return isPlain ? null : new Given(give.thing(), give.expires(), approval);
    }
}
