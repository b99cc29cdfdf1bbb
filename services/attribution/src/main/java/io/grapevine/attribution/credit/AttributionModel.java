package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.Touchpoint;
import java.util.Comparator;

/** Which of equally strong touchpoints wins (decision-spec S6.3). */
public enum AttributionModel implements CreditRule {
    FIRST_TOUCH {
        @Override
        Comparator<Touchpoint> preference(Policy policy) {
            return strength(policy)
                    .thenComparing(Touchpoint.WHEN.reversed())
                    .thenComparing(policy.tieBreak().preference(false));
        }
    },
    LAST_TOUCH {
        @Override
        Comparator<Touchpoint> preference(Policy policy) {
            return strength(policy)
                    .thenComparing(Touchpoint.WHEN)
                    .thenComparing(policy.tieBreak().preference(true));
        }
    },
    /** As last_touch, looking past direct visits; if there is nothing else, the last of those. */
    LAST_NON_DIRECT {
        @Override
        Comparator<Touchpoint> preference(Policy policy) {
            return strength(policy)
                    .thenComparing(Touchpoint::isDirect, Comparator.reverseOrder())
                    .thenComparing(Touchpoint.WHEN)
                    .thenComparing(policy.tieBreak().preference(true));
        }
    };

    /** The greatest touchpoint wins: class of evidence, then priority, then the model's end of time, then the tie-break. */
    abstract Comparator<Touchpoint> preference(Policy policy);

    private static Comparator<Touchpoint> strength(Policy policy) {
        return Comparator.comparing(Touchpoint::evidenceClass, policy.priority().byStrength())
                .thenComparing(Touchpoint::priority);
    }
}
