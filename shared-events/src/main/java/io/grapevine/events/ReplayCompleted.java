package io.grapevine.events;

import java.time.Instant;
import java.util.List;

/**
 * A replay has been over all conversions of its period. Decisions that say {@code restatedBy} it are rewarded by its terms, should it be
 * applied.
 *
 * @param replayId {@code rpl_…}
 * @param from event time, inclusive
 * @param to exclusive
 * @param terms by the version in whose place they would have held
 * @param changed how many conversions would be credited otherwise, each told by a {@link ReplayDecided}
 */
public record ReplayCompleted(
        String replayId, String programKey, Instant from, Instant to, List<Restated> terms, long changed)
        implements EventData.Statement {

    public ReplayCompleted {
        terms = List.copyOf(terms);
    }

    /** Terms in the place of a version's own. */
    public record Restated(int version, Terms terms) {}

    @Override
    public String subject() {
        return replayId;
    }
}
