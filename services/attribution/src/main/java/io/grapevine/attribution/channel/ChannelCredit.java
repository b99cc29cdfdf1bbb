package io.grapevine.attribution.channel;

import java.math.BigDecimal;

/** What a channel earned: a share of conversions, and of what they were worth. */
public record ChannelCredit(BigDecimal conversions, BigDecimal value) {

    public static final ChannelCredit NONE = new ChannelCredit(BigDecimal.ZERO, BigDecimal.ZERO);

    ChannelCredit plus(ChannelCredit other) {
        return new ChannelCredit(conversions.add(other.conversions), value.add(other.value));
    }
}
