package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.Touchpoint;
import java.util.Comparator;

/** Which of equally strong touchpoints wins (decision-spec S6.3). */
public enum AttributionModel implements CreditRule {
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
    },
    /** As last_touch, looking past direct visits; if there is nothing else, the last of those. */
    LAST_NON_DIRECT {
        @Override
        Comparator<Touchpoint> preference() {
            return STRENGTH.thenComparing(Touchpoint::isDirect, Comparator.reverseOrder())
                    .thenComparing(Touchpoint.IN_TIME);
        }
    };

    private static final Comparator<Touchpoint> STRENGTH =
            Comparator.comparing(Touchpoint::evidenceClass).thenComparing(Touchpoint::priority);

    /** The greatest touchpoint wins: evidence class, then priority, then the model's end of time. */
    abstract Comparator<Touchpoint> preference();
}
