package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.Comparator;

/**
 * A touchpoint as the credit models see it: which channel it came through, and when.
 *
 * @param sequence position in the log where the source has one, else 0
 */
public record ChannelTouch(String id, String channel, Instant at, long sequence) {

    /** The visit of somebody who typed the address; last_non_direct looks past it (decision-spec S2). */
    public static final String DIRECT = "direct";

    /** Decision-spec S1: (time, sequence, id) ascending. */
    public static final Comparator<ChannelTouch> IN_TIME = Comparator.comparing(ChannelTouch::at)
            .thenComparingLong(ChannelTouch::sequence)
            .thenComparing(ChannelTouch::id, CodePoints.ORDER);

    public ChannelTouch {
        if (id.isEmpty()) throw new IllegalArgumentException("touch id must not be empty");
        if (channel.isEmpty()) throw new IllegalArgumentException("channel of touch " + id + " must not be empty");
    }

    public boolean isDirect() {
        return channel.equals(DIRECT);
    }
}
