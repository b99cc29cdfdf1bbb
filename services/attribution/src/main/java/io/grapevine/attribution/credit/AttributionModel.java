package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.Touchpoint;
import java.util.Comparator;

/** Which of equally strong touchpoints wins (decision-spec S6.3). */
public enum AttributionModel {
    FIRST_TOUCH {
        @Override
        Comparator<Touchpoint> preference() {
            return STRENGTH.thenComparing(Touchpoint.IN_TIME.reversed());
        }
    },
    LAST_TOUCH {
        @Override
        Comparator<Touchpoint> preference() {
            return STRENGTH.thenComparing(Touchpoint.IN_TIME);
        }
    };

    private static final Comparator<Touchpoint> STRENGTH =
            Comparator.comparing(Touchpoint::evidenceClass).thenComparing(Touchpoint::priority);

    /** The greatest touchpoint wins: evidence class, then priority, then the model's end of time. */
    abstract Comparator<Touchpoint> preference();
}
