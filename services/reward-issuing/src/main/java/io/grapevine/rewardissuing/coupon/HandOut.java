package io.grapevine.rewardissuing.coupon;

import io.grapevine.rewardissuing.reconcile.Reconcile;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A code and the reward that gets it, with what becomes of the reward. */
public record HandOut(String code, Changed change) {

    /**
     * One code each, in the order of both; whoever waits longer than the codes last goes on waiting.
     *
     * @param waiting in the order in which they were promised
     * @param codes in the order in which they were imported, none given out before
     */
    public static List<HandOut> of(List<Reward> waiting, List<String> codes, Instant now) {
        var handedOut = new ArrayList<HandOut>();
        for (var reward : waiting) {
            if (handedOut.size() == codes.size()) break;
            var code = codes.get(handedOut.size());
            if (Reconcile.handOut(reward, code, now) instanceof Changed change)
                handedOut.add(new HandOut(code, change));
        }
        return List.copyOf(handedOut);
    }
}
