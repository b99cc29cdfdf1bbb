package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.programs.code.ReferralCode;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Exclusion between requests that name the same person or the same code: a person enrolled twice at once ends as one, a code
 * asked for twice goes to the first. All locks of a request are taken in one sorted sweep, so no two wait for each other.
 */
final class EnrolmentLocks {

    private EnrolmentLocks() {}

    static Uni<Void> take(
            Mutiny.StatelessSession session, Offer offer, Collection<String> externalIds, Stream<ReferralCode> codes) {
        var people = externalIds.stream().map(externalId -> "person\n" + offer.programKey() + "\n" + externalId);
        var words = codes.filter(Objects::nonNull).map(code -> "code\n" + code.value());
        return IdentityLocks.take(
                session,
                offer.tenantId(),
                "enrolment",
                Stream.concat(people, words).toList());
    }
}
