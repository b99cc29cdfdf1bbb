package io.grapevine.acceptance.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was known of the person and the conversion, beside the candidates.
 *
 * @param signedUp the person's first sign-up at or before the conversion
 * @param known what shows that the person had been a customer before
 * @param namedProgram the one program that the order is for, where that is another
 * @param bound by which sign-up the person is bound
 * @param binds the part of the forest that the decision met
 * @param named whom staff named, if the latest word names anybody
 * @param consent whether the person agrees to be credited to anybody, where that is not plain
 */
record Circumstances(
        @Nullable String country,
        @Nullable Place signedUp,
        @Nullable Known known,
        @Nullable Duration lateBy,
        @Nullable String namedProgram,
        @Nullable Place bound,
        List<Bind> binds,
        List<Contender> contenders,
        @Nullable Named named,
        @Nullable String consent) {

    Circumstances {
        binds = List.copyOf(binds);
        contenders = List.copyOf(contenders);
    }

    /** A place in event order. */
    record Place(Instant at, String eventId) {
        boolean isBefore(Place other) {
            var inTime = at.compareTo(other.at);
            return inTime < 0 || inTime == 0 && Candidate.BY_CODE_POINT.compare(eventId, other.eventId) < 0;
        }
    }

    record Known(String kind, Place place, boolean sameCustomer) {}

    /** Who had brought whom, and when. */
    record Bind(String customer, String advocate, String participantId, Place place) {}

    /** @param at when staff said so */
    record Named(String participantId, String externalId, Instant at) {}

    record Contender(
            String programKey,
            int programVersion,
            int rank,
            boolean manual,
            String touchClass,
            Instant touchedAt,
            boolean winner) {}
}
