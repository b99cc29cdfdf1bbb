package io.grapevine.attribution.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversion that would be credited, as it is screened.
 *
 * @param isSignUp whether the customer came by it
 * @param people the customer, and for an order whoever it alone names
 * @param advocates who would be credited
 * @param at event time of the conversion
 * @param signedUpAt of the sign-up whose bind it rests on; null if it was decided on its own touches
 * @param visits the touches it would be credited for
 * @param clicks when the customer clicked on codes of the advocates, credited or not
 */
public record Suspect(
        boolean isSignUp,
        Set<String> people,
        Set<String> advocates,
        Instant at,
        @Nullable Instant signedUpAt,
        List<Visit> visits,
        List<Instant> clicks) {
    public Suspect {
        people = Set.copyOf(people);
        advocates = Set.copyOf(advocates);
        visits = List.copyOf(visits);
        clicks = List.copyOf(clicks);
    }

    /** How long the customer took from the credited click to the sign-up; nothing where no click is credited. */
    Stream<Duration> clickToSignUp() {
        return visits.stream()
                .filter(visit -> isSignUp && visit.clicked())
                .map(visit -> Duration.between(visit.at(), at));
    }

    boolean restsOnSignUp() {
        return signedUpAt != null;
    }

    /** Whether something that was first seen then speaks against the sign-up already. */
    boolean knewBySignUp(Instant seenAt) {
        return signedUpAt != null && !seenAt.isAfter(signedUpAt);
    }

    /**
     * A touch that credit rests on.
     *
     * @param clicked false for a code that was given, or something that was only seen
     * @param paid whether its address says that it was bought
     * @param site the host it came from; null if it did not say
     * @param term what was searched for; null if it did not say
     * @param dataCentre whether it came from where machines live
     */
    public record Visit(
            Instant at,
            boolean clicked,
            boolean paid,
            @Nullable String site,
            @Nullable String term,
            boolean dataCentre) {}
}
