package io.grapevine.attribution.model;

import io.grapevine.attribution.journey.ChannelTouch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Credit by milestones of a sale (decision-spec S2, w_shaped and full_path).
 *
 * @param each share of one milestone, in thousandths
 * @param others share of the other touches together, in thousandths
 */
record Milestones(int each, int others) {

    static final Milestones W_SHAPED = new Milestones(300, 100);
    static final Milestones FULL_PATH = new Milestones(225, 100);

    /**
     * The first touch is a milestone always, and of each moment the last touch up to it, if there is one; a touch may hold several.
     * What a missing milestone leaves over goes to all in proportion.
     */
    Weights share(List<ChannelTouch> touches, List<Instant> moments) {
        var held = new int[touches.size()];
        held[0]++;
        for (var moment : moments) {
            var reached = lastUpTo(moment, touches);
            if (reached >= 0) held[reached]++;
        }
        var end = touches.size();
        while (held[end - 1] == 0) end--;
        var between = 0;
        for (var i = 0; i < end; i++) if (held[i] == 0) between++;
        return Weights.of(parts(held, end, between));
    }

    /** All shares times the number of those between, so that a part of theirs is whole. */
    private List<BigInteger> parts(int[] held, int end, int between) {
        var parts = new ArrayList<BigInteger>(held.length);
        for (var i = 0; i < held.length; i++) {
            var milestones = (long) held[i] * each * Math.max(between, 1);
            parts.add(BigInteger.valueOf(held[i] > 0 ? milestones : i < end ? others : 0));
        }
        return parts;
    }

    private static int lastUpTo(Instant moment, List<ChannelTouch> touches) {
        var last = touches.size() - 1;
        while (last >= 0 && touches.get(last).at().isAfter(moment)) last--;
        return last;
    }
}
