package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Moments;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.journey.LongJourney;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Journeys of a period that no conversion of the period came of: one for each person, or visitor of whom no more is known. */
final class LostJourneys {

    private static final String VISITORS = """
            select distinct visitor from touchpoints where visitor > :after and human \
            and occurred_at >= cast(cast(:from as text) as timestamptz) \
            and occurred_at < cast(cast(:to as text) as timestamptz) order by visitor limit :limit""";
    private static final String CONVERTED = """
            select distinct customer_id from conversions where program_key = :program and kind = :kind \
            and customer_id = any(:people) and occurred_at >= cast(cast(:from as text) as timestamptz) \
            and occurred_at < cast(cast(:to as text) as timestamptz)""";
    private static final String GUESTS = """
            select distinct lookup_key(visitor_id) from facts where type = 'PURCHASE_RECORDED' \
            and lookup_key(visitor_id) = any(:visitors) \
            and (program_key is null or program_key = :program) \
            and occurred_at >= cast(cast(:from as text) as timestamptz) \
            and occurred_at < cast(cast(:to as text) as timestamptz)""";

    private final Mutiny.StatelessSession session;
    private final Program program;
    private final ConversionDecided.Kind kind;
    private final Period period;

    LostJourneys(Mutiny.StatelessSession session, Program program, ConversionDecided.Kind kind, Period period) {
        this.session = session;
        this.program = program;
        this.kind = kind;
        this.period = period;
    }

    /** Keys of visitors with a touch in the period, in the database's order; the first page is after {@link LookupKeys#NO_VISITOR}. */
    Uni<List<UUID>> visitors(UUID after, int limit) {
        return session.createNativeQuery(VISITORS, UUID.class)
                .setParameter("after", after)
                .setParameter("from", period.from().toString())
                .setParameter("to", period.to().toString())
                .setParameter("limit", limit)
                .getResultList();
    }

    /** What these visitors' people did without converting; a person with several visitors is told of at the first of them. */
    Uni<List<Journey>> of(Collection<UUID> visitors) {
        var all = Set.copyOf(visitors);
        return new Loading(session, program).ofVisitors(all, period.to()).chain(evidence -> {
            var people = visitors.stream()
                    .flatMap(visitor -> evidence.personOf(visitor).stream())
                    .collect(toSet());
            return found(CONVERTED, "people", people.toArray(String[]::new), String.class)
                    .chain(converted -> found(GUESTS, "visitors", all.toArray(UUID[]::new), UUID.class)
                            .chain(guests -> Forests.above(session, program.key(), evidence.peopleInForest(people))
                                    .map(binds -> visitors.stream()
                                            .flatMap(visitor -> lost(visitor, evidence, converted, guests).stream()
                                                    .map(touches -> journey(
                                                            evidence.personOf(visitor)
                                                                    .orElse(null),
                                                            touches,
                                                            evidence,
                                                            new Forest(binds))))
                                            .toList())));
        });
    }

    private Optional<List<Touchpoint>> lost(UUID visitor, Evidence evidence, Set<String> converted, Set<UUID> guests) {
        if (kind == ConversionDecided.Kind.PURCHASE && guests.contains(visitor)) return Optional.empty();
        var person = evidence.personOf(visitor);
        if (person.isEmpty())
            return Optional.of(LongJourney.ends(evidence.touchpoints(visitor, program.key()), period.to()));
        if (converted.contains(person.get()) || !isFirst(visitor, person.get(), evidence)) return Optional.empty();
        return Optional.of(evidence.history(person.get(), program.key(), period.to()));
    }

    private boolean isFirst(UUID visitor, String person, Evidence evidence) {
        return evidence.visitorsOf(person).stream()
                .map(LookupKeys::ofVisitor)
                .filter(other -> evidence.touchpoints(other, null).stream()
                        .anyMatch(touchpoint -> touchpoint.human() && period.covers(touchpoint.at())))
                .min(Comparator.naturalOrder())
                .filter(visitor::equals)
                .isPresent();
    }

    private Journey journey(@Nullable String person, List<Touchpoint> touches, Evidence evidence, Forest forest) {
        var unlimited = new Policy(
                program.key(), AttributionModel.LAST_TOUCH, new LookbackWindow(null, LookbackWindow.Edge.INCLUSIVE));
        var inPeriod =
                touches.stream().filter(touch -> period.covers(touch.at())).toList();
        return ConvertedJourneys.journey(
                unlimited,
                person,
                new Moments(period.to(), null, null),
                new EventOrder(period.to(), ""),
                inPeriod,
                evidence.codes(),
                forest);
    }

    private <T> Uni<Set<T>> found(String query, String parameter, T[] values, Class<T> type) {
        if (values.length == 0) return Uni.createFrom().item(Set.of());
        var asked = session.createNativeQuery(query, type)
                .setParameter(parameter, values)
                .setParameter("program", program.key())
                .setParameter("from", period.from().toString())
                .setParameter("to", period.to().toString());
        return (query.equals(CONVERTED) ? asked.setParameter("kind", kind.name()) : asked)
                .getResultList()
                .map(Set::copyOf);
    }
}
