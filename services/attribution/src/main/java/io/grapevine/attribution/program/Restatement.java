package io.grapevine.attribution.program;

import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What should have held in a period, in the place of the versions that did: events of that time are decided by it, whenever they
 * arrive.
 *
 * @param id of the replay that tried it
 * @param from event time, inclusive
 * @param to exclusive
 * @param terms by the number of the version in whose place they are; of other versions nothing is said
 */
public record Restatement(String id, Instant from, Instant to, Map<Integer, Terms> terms) {

    public Restatement {
        if (!from.isBefore(to)) throw new IllegalArgumentException("period is empty: " + from + " to " + to);
        terms = Map.copyOf(terms);
    }

    @Nullable
    Terms termsAt(Instant at, int version) {
        return covers(at) ? terms.get(version) : null;
    }

    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
