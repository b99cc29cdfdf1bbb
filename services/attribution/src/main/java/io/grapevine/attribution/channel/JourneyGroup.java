package io.grapevine.attribution.channel;

import java.math.BigDecimal;
import java.util.List;

/**
 * Journeys through the same channels in the same order; one journey is a group as well.
 *
 * @param channels in touch order, repeats included, at least one
 * @param conversions how many of the journeys ended in one
 * @param nulls how many did not
 * @param value what the conversions were worth together, in whatever unit the caller counts
 */
public record JourneyGroup(List<String> channels, long conversions, long nulls, BigDecimal value) {

    public JourneyGroup {
        channels = List.copyOf(channels);
        if (channels.isEmpty()) throw new IllegalArgumentException("a journey must have at least one touch");
        if (channels.contains(""))
            throw new IllegalArgumentException("a channel must not be empty, but one was in " + channels);
        if (conversions < 0) throw new IllegalArgumentException("conversions must not be negative, was " + conversions);
        if (nulls < 0) throw new IllegalArgumentException("nulls must not be negative, was " + nulls);
    }

    public static JourneyGroup converted(List<String> channels, BigDecimal value) {
        return new JourneyGroup(channels, 1, 0, value);
    }

    public static JourneyGroup lost(List<String> channels) {
        return new JourneyGroup(channels, 0, 1, BigDecimal.ZERO);
    }
}
