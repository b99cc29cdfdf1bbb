package io.grapevine.attribution.program;

import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.events.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a program's terms.
 *
 * @param effectiveFrom event time from which it holds, inclusive; null = always
 */
public record ProgramVersion(
        String programKey, int number, @Nullable Instant effectiveFrom, Terms terms) {

    public boolean holdsAt(Instant at) {
        return effectiveFrom == null || !at.isBefore(effectiveFrom);
    }

    /** How this version chooses the winner. */
    public Policy policy() {
        var attribution = terms.attribution();
        var model = switch (attribution.model()) {
            case FIRST_TOUCH -> AttributionModel.FIRST_TOUCH;
            case LAST_TOUCH -> AttributionModel.LAST_TOUCH;
        };
        var edge = switch (attribution.lookback().edge()) {
            case INCLUSIVE -> LookbackWindow.Edge.INCLUSIVE;
            case EXCLUSIVE -> LookbackWindow.Edge.EXCLUSIVE;
        };
        return new Policy(
                programKey, model, new LookbackWindow(attribution.lookback().length(), edge));
    }
}
