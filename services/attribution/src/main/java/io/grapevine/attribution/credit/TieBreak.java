package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.attribution.journey.Touchpoint;
import java.util.Comparator;

/** Which of two touchpoints wins that nothing but their ids tells apart. */
public enum TieBreak {
    /** As if ids were given in time: the higher one where the last touch wins, the lower one where the first does. */
    BY_MODEL,
    HIGHEST_ID,
    LOWEST_ID;

    private static final Comparator<Touchpoint> BY_ID = Comparator.comparing(Touchpoint::id, CodePoints.ORDER);

    /** The greatest wins. */
    Comparator<Touchpoint> preference(boolean laterWins) {
        return switch (this) {
            case HIGHEST_ID -> BY_ID;
            case LOWEST_ID -> BY_ID.reversed();
            case BY_MODEL -> laterWins ? BY_ID : BY_ID.reversed();
        };
    }
}
