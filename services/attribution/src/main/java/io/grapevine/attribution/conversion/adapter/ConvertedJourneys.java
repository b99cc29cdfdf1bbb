package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.channel.ConvertedJourney;
import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.Moments;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The journeys that led to some conversions of one program, told by the same rules as their decisions. */
final class ConvertedJourneys {

    /** No conversions in the eyes of the program. */
    private static final Set<ConversionDecided.Reason> NONE = EnumSet.of(
            ConversionDecided.Reason.NOT_ELIGIBLE,
            ConversionDecided.Reason.EXISTING_CUSTOMER,
            ConversionDecided.Reason.TOO_LATE);

    private record EventKey(String source, String id) {}

    private final Mutiny.StatelessSession session;
    private final Program program;

    ConvertedJourneys(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
    }

    /** @param conversions of one kind */
    Uni<List<ConvertedJourney>> of(ConversionDecided.Kind kind, Collection<ConversionDecided> conversions) {
        var wanted = conversions.stream()
                .filter(decided -> decided.reason() == null || !NONE.contains(decided.reason()))
                .toList();
        return switch (kind) {
            case PURCHASE -> ofOrders(wanted);
            case SIGNUP -> ofSignUps(wanted);
        };
    }

    private Uni<List<ConvertedJourney>> ofOrders(List<ConversionDecided> conversions) {
        var orders = conversions.stream()
                .map(ConversionDecided::orderId)
                .filter(Objects::nonNull)
                .collect(toSet());
        return new Loading(session, program).ofJourneys(orders).chain(evidence -> {
            var people = evidence.peopleInForest(Set.of());
            return Forests.above(session, program.key(), people)
                    .chain(binds -> Forests.firstSignUps(session, program, people)
                            .map(signedUp -> conversions.stream()
                                    .flatMap(order -> ofOrder(order, evidence, new Forest(binds), signedUp))
                                    .toList()));
        });
    }

    private Stream<ConvertedJourney> ofOrder(
            ConversionDecided decided, Evidence evidence, Forest forest, Map<String, EventOrder> signedUp) {
        return evidence.order(String.valueOf(decided.orderId())).stream()
                .flatMap(order -> program
                        .inForce(
                                order.fact().order().at(),
                                Purchases.customerSince(
                                        order.fact(),
                                        order.fact().person() == null
                                                ? null
                                                : signedUp.get(order.fact().person())))
                        .map(version ->
                                ofOrder(decided, order.fact(), version.policy(), evidence.codes(), forest, signedUp))
                        .stream());
    }

    private static ConvertedJourney ofOrder(
            ConversionDecided decided,
            PurchaseFact fact,
            Policy policy,
            CodeBook codes,
            Forest forest,
            Map<String, EventOrder> signedUp) {
        var person = fact.person();
        var bound = person == null ? null : signedUp.get(person);
        var moments = Moments.ofOrder(fact.order().at(), bound == null ? null : bound.at());
        return converted(
                decided, journey(policy, person, moments, fact.order(), fact.journey(), codes, forest), moments);
    }

    private Uni<List<ConvertedJourney>> ofSignUps(List<ConversionDecided> conversions) {
        var customers = conversions.stream()
                .map(ConversionDecided::customerId)
                .filter(Objects::nonNull)
                .collect(toSet());
        return new Loading(session, program)
                .of(customers, Set.of())
                .chain(evidence -> Forests.above(session, program.key(), evidence.peopleInForest(customers))
                        .map(binds -> ofSignUps(conversions, evidence, new Forest(binds))));
    }

    private List<ConvertedJourney> ofSignUps(List<ConversionDecided> conversions, Evidence evidence, Forest forest) {
        var signUps = evidence.signUpsIn(program).stream()
                .collect(toMap(
                        signUp -> new EventKey(signUp.source(), signUp.order().eventId()), signUp -> signUp));
        return conversions.stream()
                .flatMap(decided -> Stream.ofNullable(
                                signUps.get(new EventKey(decided.eventSource(), decided.eventId())))
                        .map(signUp -> ofSignUp(decided, signUp, evidence.codes(), forest)))
                .toList();
    }

    private static ConvertedJourney ofSignUp(ConversionDecided decided, SignUp signUp, CodeBook codes, Forest forest) {
        var moments = Moments.ofSignUp(signUp.order().at());
        var journey =
                journey(signUp.policy(), signUp.customer(), moments, signUp.order(), signUp.evidence(), codes, forest);
        return converted(decided, journey, moments);
    }

    private static ConvertedJourney converted(ConversionDecided decided, Journey journey, Moments moments) {
        return new ConvertedJourney(
                journey, moments, decided.amountMinor() - decided.refundedMinor(), decided.currency());
    }

    /** The person's eligible touches: neither their own, nor those of whoever they brought themselves, nor expired ones. */
    static Journey journey(
            Policy policy,
            @Nullable String person,
            Moments moments,
            EventOrder order,
            List<Touchpoint> touches,
            CodeBook codes,
            Forest forest) {
        var eligible = Attribution.eligible(
                policy,
                person,
                moments,
                touches,
                codes,
                owner -> person != null && forest.descends(owner, person, order));
        return Journey.of(eligible.stream().map(Touchpoint::seen).toList(), moments.convertedAt(), policy.lookback());
    }
}
