package io.grapevine.notification.milestone;

import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Occasion;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an advocate is on the way to a milestone.
 *
 * @param brought friends who signed up and still count
 */
public record Progress(String participantId, Milestone milestone, long brought) {

    /** The word that only one is missing; its pieces say how many it takes, so that it is not told when that is no longer so. */
    public Optional<Occasion> near(Instant at) {
        if (!milestone.isOneShort(brought)) return Optional.empty();
        var number = brought / milestone.count() + 1;
        return Optional.of(new Occasion(
                Moment.MILESTONE_NEAR,
                Milestone.subject(milestone.programKey(), milestone.ruleId(), number),
                milestone.programKey(),
                participantId,
                Details.missing(1, Math.toIntExact(brought + 1)),
                at));
    }
}
