package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * A person's touches that are eligible for one conversion, in touch order (decision-spec S1).
 *
 * @param touches in ascending order, each id once; empty if nothing was eligible
 */
public record Journey(List<ChannelTouch> touches) {

    public Journey {
        touches = List.copyOf(touches);
        for (var i = 1; i < touches.size(); i++) {
            if (ChannelTouch.IN_TIME.compare(touches.get(i - 1), touches.get(i)) >= 0)
                throw new IllegalArgumentException("touches must be in touch order, but "
                        + touches.get(i - 1).id() + " comes before "
                        + touches.get(i).id());
        }
    }

    /**
     * What of all that is known of a person counts for this conversion.
     *
     * @param known in any order; a touch that comes twice (same id) counts once, at its earliest
     */
    public static Journey of(Collection<ChannelTouch> known, Instant convertedAt, LookbackWindow lookback) {
        var inTime = new ArrayList<>(known);
        inTime.sort(ChannelTouch.IN_TIME);
        var seen = HashSet.<String>newHashSet(inTime.size());
        inTime.removeIf(touch -> !seen.add(touch.id()) || !lookback.covers(touch.at(), convertedAt));
        return new Journey(inTime);
    }

    public boolean isEmpty() {
        return touches.isEmpty();
    }
}
