package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Screening.Word;
import io.grapevine.events.Screening.Word.Said;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes what people say about a review as a fact of its own, and decides the conversion again, in the caller's transaction. */
@ApplicationScoped
class DecideReview {

    private static final String BY_TERM = "term";

    private final AttributeConversions attributeConversions;
    private final InstantSource clock;

    DecideReview(AttributeConversions attributeConversions, InstantSource clock) {
        this.attributeConversions = attributeConversions;
        this.clock = clock;
    }

    /** Staff accept or refuse; also what was accepted or refused before. */
    Uni<ReviewResponse> decide(Mutiny.StatelessSession session, AssignCredit.Speaker speaker, String id, Said said) {
        return locked(session, speaker.tenantId(), id)
                .invoke(DecideReview::demandSomethingToDecide)
                .chain(row -> speak(session, speaker.tenantId(), row, said(said, speaker.by(), speaker.reason())))
                .chain(() -> shown(session, id));
    }

    /** A participant who would have been credited asks for another look, once. */
    Uni<ReviewResponse> appeal(
            Mutiny.StatelessSession session, String tenantId, String id, String externalId, String text) {
        return locked(session, tenantId, id)
                .chain(row -> ReviewWords.all(session, row.key())
                        .invoke(words -> demandAppealable(row, words, externalId))
                        .chain(() -> speak(session, tenantId, row, said(Said.APPEAL, externalId, text))))
                .chain(() -> shown(session, id));
    }

    /** Nobody decided in time: the program's terms do. Nothing comes of it where somebody just did. */
    Uni<Void> endTerm(Mutiny.StatelessSession session, String tenantId, String id, Instant now) {
        return locked(session, tenantId, id).chain(row -> {
            if (row.standing() != ReviewRow.Status.OPEN || row.dueAt.isAfter(now))
                return Uni.createFrom().voidItem();
            var said = said(Said.valueOf(row.afterTerm), BY_TERM, "Nobody decided by " + row.dueAt + ".");
            return speak(session, tenantId, row, said);
        });
    }

    Uni<ReviewResponse> shown(Mutiny.StatelessSession session, String id) {
        return find(session, id)
                .chain(row -> ReviewWords.all(session, row.key())
                        .chain(words -> Conversions.revisions(session, id)
                                .map(revisions ->
                                        ReviewResponse.of(row, words, ConversionResponse.withHistory(revisions)))));
    }

    private Word said(Said said, String by, String reason) {
        return new Word(said, clock.instant().truncatedTo(ChronoUnit.MILLIS), by, reason);
    }

    /** As facts do: definitions, then identities; the programs' forests follow when it is decided. Read again once they are held. */
    private static Uni<ReviewRow> locked(Mutiny.StatelessSession session, String tenantId, String id) {
        return Forests.lockDefinitions(session, tenantId, false)
                .chain(() -> find(session, id))
                .chain(row -> IdentityLocks.take(session, tenantId, "identity", identities(row.decided())))
                .chain(() -> find(session, id));
    }

    private static Uni<ReviewRow> find(Mutiny.StatelessSession session, String id) {
        return Reviews.find(session, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("There is no review " + id + ".")));
    }

    private static Set<String> identities(ConversionDecided decided) {
        var identities = new HashSet<String>();
        Stream.of(decided.customerId(), decided.visitorId(), decided.orderId()).forEach(identity -> {
            if (identity != null) identities.add(identity);
        });
        return identities;
    }

    private Uni<Void> speak(Mutiny.StatelessSession session, String tenantId, ReviewRow row, Word word) {
        var decided = row.decided();
        return ReviewWords.save(session, tenantId, row.key(), decided.customerId(), word)
                .chain(() -> affected(session, decided))
                .chain(affected ->
                        attributeConversions.decide(session, tenantId, affected, CausingRequests.current(decided)));
    }

    /** What is said about a sign-up is said about every order that rests on it. */
    private static Uni<Affected> affected(Mutiny.StatelessSession session, ConversionDecided decided) {
        var orderId = decided.orderId();
        if (orderId != null) return Uni.createFrom().item(new Affected(Set.of(), Set.of(orderId)));
        return Sightings.affected(session, List.of(String.valueOf(decided.customerId())));
    }

    private static void demandSomethingToDecide(ReviewRow row) {
        if (row.standing() == ReviewRow.Status.WITHDRAWN)
            throw Problem.conflict(
                    "nothing_to_decide", "Nothing speaks against conversion " + row.conversionId + " any more.");
    }

    private static void demandAppealable(ReviewRow row, List<Word> words, String externalId) {
        if (!row.advocates().contains(externalId))
            throw Problem.invalid(List.of(new FieldError(
                    "/externalId",
                    "unknown_participant",
                    "name one of the participants who would have been credited for it")));
        if (row.standing() != ReviewRow.Status.REFUSED)
            throw Problem.conflict(
                    "nothing_to_appeal",
                    "The review is " + row.status.toLowerCase(Locale.ROOT)
                            + ": only what was refused can be appealed.");
        if (words.stream().anyMatch(word -> word.said() == Said.APPEAL))
            throw Problem.conflict("appealed_before", "It was appealed before, and looked at again.");
    }
}
