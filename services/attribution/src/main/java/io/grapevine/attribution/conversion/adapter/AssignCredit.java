package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.manual.Word;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation.Manual;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Takes what staff say about a conversion as a fact of its own, and decides it again, in the caller's transaction. */
@ApplicationScoped
class AssignCredit {

    private final AttributeConversions attributeConversions;
    private final InstantSource clock;

    AssignCredit(AttributeConversions attributeConversions, InstantSource clock) {
        this.attributeConversions = attributeConversions;
        this.clock = clock;
    }

    /**
     * Who says it, and why.
     *
     * @param by a hint of the key
     */
    record Speaker(String tenantId, String by, String reason) {}

    /** Whom staff name, by one of two names. */
    record Named(@Nullable String participantId, @Nullable String externalId) {}

    /** Credits whom staff name; the answer is the conversion with all its revisions. */
    Uni<ConversionResponse> assign(Mutiny.StatelessSession session, Speaker speaker, String conversionId, Named named) {
        return locked(session, speaker.tenantId(), conversionId)
                .chain(row -> Words.participant(session, row.programKey, named.participantId(), named.externalId())
                        .map(found -> advocate(row, named, found))
                        .chain(advocate -> speak(session, speaker, row, advocate))
                        .chain(() -> shown(session, conversionId))
                        .invoke(shown -> demandCredited(shown)));
    }

    /** Takes the word before back, so that the other facts decide again. */
    Uni<ConversionResponse> reverse(Mutiny.StatelessSession session, Speaker speaker, String conversionId) {
        return locked(session, speaker.tenantId(), conversionId)
                .chain(row -> Words.latest(session, row.programKey, row.key().kind(), Set.of(row.subject))
                        .invoke(words -> demandWord(words, row))
                        .chain(() -> speak(session, speaker, row, null)))
                .chain(() -> shown(session, conversionId));
    }

    /** As facts do: definitions, then identities; the programs' forests follow when it is decided. Read again once they are held. */
    private static Uni<ConversionRow> locked(Mutiny.StatelessSession session, String tenantId, String conversionId) {
        return Forests.lockDefinitions(session, tenantId, false)
                .chain(() -> find(session, conversionId))
                .chain(row -> IdentityLocks.take(session, tenantId, "identity", identities(row.decided())))
                .chain(() -> find(session, conversionId));
    }

    private static Uni<ConversionRow> find(Mutiny.StatelessSession session, String conversionId) {
        return Conversions.find(session, conversionId)
                .map(found ->
                        found.orElseThrow(() -> Problem.notFound("There is no conversion " + conversionId + ".")));
    }

    private static Set<String> identities(ConversionDecided decided) {
        return Stream.of(decided.customerId(), decided.visitorId(), decided.orderId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static CodeOwner advocate(ConversionRow row, Named named, Optional<CodeOwner> found) {
        var pointer = named.participantId() != null ? "/participantId" : "/externalId";
        var advocate = found.orElseThrow(() -> Problem.invalid(List.of(new FieldError(
                pointer,
                "unknown_participant",
                "nobody in program " + row.programKey + " goes by it: name one of its participants"))));
        if (advocate.externalId().equals(row.decided().customerId()))
            throw Problem.invalid(List.of(new FieldError(
                    pointer, "self_referral", "the customer cannot be credited for themselves: name somebody else")));
        return advocate;
    }

    private Uni<Void> speak(
            Mutiny.StatelessSession session, Speaker speaker, ConversionRow row, @Nullable CodeOwner advocate) {
        var before = row.decided();
        var word = new Word(
                new EventOrder(clock.instant().truncatedTo(ChronoUnit.MILLIS), Identifier.next("evt")),
                advocate,
                speaker.by(),
                speaker.reason(),
                new Manual.Before(before.revision(), before.outcome(), before.reason(), before.advocate()));
        return Words.save(session, speaker.tenantId(), row.key(), word)
                .chain(() -> attributeConversions.decide(
                        session, speaker.tenantId(), affected(before), CausingRequests.current(before)));
    }

    private static Affected affected(ConversionDecided decided) {
        var orderId = decided.orderId();
        return orderId == null
                ? new Affected(Set.of(Objects.requireNonNull(decided.customerId())), Set.of())
                : new Affected(Set.of(), Set.of(orderId));
    }

    private static void demandWord(Map<String, Word> words, ConversionRow row) {
        var word = words.get(row.subject);
        if (word == null || word.named().isEmpty())
            throw Problem.conflict(
                    "nothing_to_reverse", "Nobody was credited with conversion " + row.conversionId + " by hand.");
    }

    /** What staff may not decide against: the forest stays one, and only a customer's first sign-up, come in time, binds. */
    private static void demandCredited(ConversionResponse shown) {
        if (shown.outcome() == ConversionDecided.Outcome.ATTRIBUTED) return;
        var reason = shown.reason() == null ? "" : shown.reason().wireName();
        throw Problem.conflict(
                "not_attributable",
                "The conversion cannot be credited to them: " + reason
                        + ". Of sign-ups only a customer's first one can be, and"
                        + " not to somebody whom the customer brought; an order can be in its own program only.");
    }

    private static Uni<ConversionResponse> shown(Mutiny.StatelessSession session, String conversionId) {
        return Conversions.revisions(session, conversionId).map(ConversionResponse::withHistory);
    }
}
