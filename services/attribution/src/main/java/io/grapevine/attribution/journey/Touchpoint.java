package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.Comparator;

/**
 * One referred visit, or a code the person gave.
 *
 * @param id the click id, or the event id where the host saw the click; for a code the id of the event that gave it
 * @param code the referral code it carried, known to us or not
 * @param sequence position in the log where the source has one, else 0
 * @param priority set by the source, else 0; higher wins within a class
 * @param human false for labelled traffic, which is kept and never credited
 */
public record Touchpoint(
        String id, EvidenceClass evidenceClass, String code, Instant at, long sequence, long priority, boolean human) {

    /** Decision-spec S1: (time, sequence, id) ascending. */
    public static final Comparator<Touchpoint> IN_TIME = Comparator.comparing(Touchpoint::at)
            .thenComparing(Touchpoint::sequence)
            .thenComparing(Touchpoint::id, CodePoints.ORDER);

    public Touchpoint {
        if (id.isEmpty()) throw new IllegalArgumentException("touchpoint id must not be empty");
    }

    /** A human's click without sequence or priority, as our own edge records it. */
    public static Touchpoint click(String id, String code, Instant at) {
        return new Touchpoint(id, EvidenceClass.CLICK, code, at, 0, 0, true);
    }

    /** A code that came with the conversion itself. */
    public static Touchpoint code(String eventId, String code, Instant at) {
        return new Touchpoint(eventId, EvidenceClass.CODE, code, at, 0, 0, true);
    }
}
