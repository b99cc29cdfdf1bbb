package io.grapevine.acceptance.golden;

import static java.util.stream.Collectors.groupingBy;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.outcome.Binding;
import io.grapevine.acceptance.outcome.GraphShape;
import io.grapevine.acceptance.outcome.Outcome;
import io.grapevine.acceptance.outcome.Summary;
import io.grapevine.acceptance.reference.Codes;
import io.grapevine.acceptance.reference.CreditedOrder;
import io.grapevine.acceptance.reference.VariantCount;
import io.grapevine.acceptance.replay.Play;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.attribution.purchase.RefundFact;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.insights.graph.Referral;
import io.grapevine.insights.graph.ReferralForest;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A whole log through the cores of attribution and reward-issuing, with everything in memory. */
public final class CoreReplay {
    private static final String PROGRAM = "replay";
    private static final String SOURCE = "/replay";
    private static final int VERSION = 1;

    private final ProgramVersion version;
    private final List<Fact> facts;
    private final Codes shared;
    private final CodeBook codes;
    private final Settlement.Settled settled;
    private final List<ConversionDecided> purchases;

    private CoreReplay(Collection<Fact> log, Terms terms) {
        version = new ProgramVersion(PROGRAM, VERSION, null, terms);
        facts = List.copyOf(log.stream()
                .collect(Collectors.toMap(Fact::eventId, fact -> fact, (first, _) -> first))
                .values());
        shared = new Codes(
                every(Fact.Share.class).stream().sorted(Fact.IN_EVENT_ORDER).toList());
        codes = codeBook(shared);
        settled = ReferralCases.settle(signUps(), codes, Set.of());
        purchases = purchases();
    }

    /** What the cores decide; events and clicks are only counted, which no core is needed for. */
    public static Outcome decide(Collection<Fact> log, Terms terms) {
        var replay = new CoreReplay(log, terms);
        var bindings = replay.bindings();
        var balances = replay.balances();
        return Outcome.of(bindings, balances, replay.summary(bindings, balances));
    }

    private Summary summary(Map<String, Binding> bindings, Map<String, Long> balances) {
        var byType = new TreeMap<String, Integer>();
        facts.forEach(fact -> byType.merge(fact.kind().name(), 1, Integer::sum));
        var gross = purchases.stream().mapToLong(ConversionDecided::amountMinor).sum();
        var refunded =
                purchases.stream().mapToLong(ConversionDecided::refundedMinor).sum();
        return new Summary(
                facts.size(),
                byType,
                (int) settled.decisions().stream()
                        .map(decision -> decision.signUp().customer())
                        .distinct()
                        .count(),
                bindings.size(),
                reasons(),
                purchases.size(),
                gross,
                refunded,
                gross - refunded,
                balances.values().stream().mapToLong(Long::longValue).sum(),
                new VariantCount(shared).over(facts, bindings, credited()),
                graph(bindings));
    }

    private List<CreditedOrder> credited() {
        return purchases.stream()
                .filter(purchase -> purchase.outcome() == ConversionDecided.Outcome.ATTRIBUTED)
                .map(purchase -> new CreditedOrder(
                        String.valueOf(purchase.customerId()), purchase.amountMinor() - purchase.refundedMinor()))
                .toList();
    }

    private GraphShape graph(Map<String, Binding> bindings) {
        var referrals = new ArrayList<Referral>();
        bindings.forEach((customer, binding) -> referrals.add(new Referral(customer, binding.referrer())));
        settled.decisions()
                .forEach(
                        decision -> referrals.add(new Referral(decision.signUp().customer(), null)));
        shared.all().forEach(share -> referrals.add(new Referral(share.sharer(), null)));
        var stats = ReferralForest.of(referrals).stats();
        return new GraphShape(stats.nodes(), stats.edges(), stats.roots(), stats.maxDepth(), stats.depthHistogram());
    }

    private SortedMap<String, Binding> bindings() {
        var bindings = new TreeMap<String, Binding>();
        for (var decision : settled.decisions()) {
            if (decision.resolution() instanceof Resolution.Brought brought) {
                bindings.put(
                        decision.signUp().customer(),
                        new Binding(
                                brought.advocate().externalId(),
                                brought.winner().code()));
            }
        }
        return bindings;
    }

    private SortedMap<String, Integer> reasons() {
        var reasons = new TreeMap<String, Integer>();
        for (var decision : settled.decisions()) reasons.merge(reasonOf(decision), 1, Integer::sum);
        return reasons;
    }

    private static String reasonOf(SignUpDecision decision) {
        return switch (decision.resolution()) {
            case Resolution.Brought _ -> "ATTRIBUTED";
            case Resolution.Nobody nobody -> nobody.reason().name();
        };
    }

    private SortedMap<String, Long> balances() {
        var owed = Owed.of(
                purchases,
                Map.of(new io.grapevine.rewardissuing.owed.ProgramVersion(PROGRAM, VERSION), version.terms()),
                CountedRules.NONE);
        var balances = new TreeMap<String, Long>();
        owed.lines().values().forEach(line -> {
            var amount = line.amount();
            if (amount != null) balances.merge(line.key().externalId(), amount.minor(), Math::addExact);
        });
        return balances;
    }

    private List<ConversionDecided> purchases() {
        var firstSignUps = new HashMap<String, EventOrder>();
        for (var decision : settled.decisions()) {
            firstSignUps.merge(
                    decision.signUp().customer(),
                    decision.signUp().order(),
                    (one, other) -> one.isBefore(other) ? one : other);
        }
        var refunds = refunds();
        var decided = new ArrayList<ConversionDecided>();
        every(Fact.Purchase.class).stream()
                .map(CoreReplay::purchase)
                .collect(groupingBy(PurchaseFact::orderId))
                .values()
                .forEach(purchases -> Order.of(
                                purchases,
                                refunds.getOrDefault(purchases.getFirst().orderId(), List.of()),
                                List.of())
                        .ifPresent(order -> decided.add(decide(order, firstSignUps))));
        return decided;
    }

    private ConversionDecided decide(Order order, Map<String, EventOrder> firstSignUps) {
        var person = order.fact().person();
        var signedUp = person == null ? null : firstSignUps.get(person);
        var outcome = Purchases.decide(order.fact(), version, signedUp, settled.forest(), codes);
        return Statement.of(order, outcome, version, signedUp)
                .numbered("cnv_" + order.fact().orderId(), 1);
    }

    /** By the order each points to; a refund id that points to two orders means the earlier, so both are given to both. */
    private Map<String, List<RefundFact>> refunds() {
        var currency = Play.currencyOf(facts);
        var all = every(Fact.Refund.class).stream()
                .map(refund -> refund(refund, currency))
                .toList();
        var ordersById = all.stream()
                .collect(groupingBy(RefundFact::refundId, Collectors.mapping(RefundFact::orderId, Collectors.toSet())));
        var byOrder = new HashMap<String, List<RefundFact>>();
        for (var refund : all) {
            for (var order : ordersById.getOrDefault(refund.refundId(), Set.of())) {
                byOrder.computeIfAbsent(order, _ -> new ArrayList<>()).add(refund);
            }
        }
        return byOrder;
    }

    private List<SignUp> signUps() {
        var clicks = every(Fact.Click.class).stream().collect(groupingBy(Fact.Click::visitor));
        return every(Fact.SignUp.class).stream()
                .map(signUp -> signUp(signUp, clicks))
                .toList();
    }

    private SignUp signUp(Fact.SignUp signUp, Map<String, List<Fact.Click>> clicks) {
        var evidence = new ArrayList<Touchpoint>();
        if (signUp.visitor() != null) {
            for (var click : clicks.getOrDefault(signUp.visitor(), List.of())) {
                evidence.add(Touchpoint.click(click.eventId(), click.code(), click.at()));
            }
        }
        if (signUp.code() != null) evidence.add(Touchpoint.code(signUp.eventId(), signUp.code(), signUp.at()));
        return new SignUp(signUp.customer(), orderOf(signUp), SOURCE, version.policy(), evidence);
    }

    private static PurchaseFact purchase(Fact.Purchase purchase) {
        return new PurchaseFact(
                purchase.order(),
                orderOf(purchase),
                SOURCE,
                purchase.customer(),
                null,
                purchase.amountMinor(),
                purchase.currency(),
                null,
                PROGRAM,
                List.of());
    }

    private static RefundFact refund(Fact.Refund refund, String currency) {
        return new RefundFact(
                refund.refund(), refund.order(), orderOf(refund), refund.amountMinor(), currency, List.of());
    }

    private static EventOrder orderOf(Fact fact) {
        return new EventOrder(fact.at(), fact.eventId());
    }

    private static CodeBook codeBook(Codes codes) {
        return new CodeBook(codes.all().stream()
                .collect(Collectors.toMap(
                        Fact.Share::code,
                        share -> new CodeOwner(PROGRAM, share.code(), "par_" + share.sharer(), share.sharer(), null))));
    }

    private <F extends Fact> List<F> every(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
