package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.outcome.Outcome;
import io.grapevine.acceptance.outcome.Summary;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/** Decides a whole log at once (S0, S1, S6, S9.4, S9.5), as the yardstick for the running system. */
public final class Reference {
    private final List<Fact> facts;
    private final Codes codes;
    private final Referrals referrals;
    private final Orders orders;
    private final List<Fact.Purchase> credited;
    private final Rewards rewards;

    private Reference(Collection<? extends Fact> log, Policy policy) {
        facts = distinctInEventOrder(log);
        codes = new Codes(every(Fact.Share.class));
        referrals = new Referrals(policy, codes, every(Fact.Click.class), every(Fact.SignUp.class));
        orders = new Orders(every(Fact.Purchase.class), every(Fact.Refund.class));
        credited = orders.all().stream().filter(this::isCredited).toList();
        rewards = new Rewards(policy, referrals, orders, credited);
    }

    /** What the log comes to; arrival order and repeats make no difference, the first of an event id is the event. */
    public static Outcome reckon(Collection<? extends Fact> log, Policy policy) {
        var reference = new Reference(log, policy);
        return Outcome.of(reference.referrals.bindings(), reference.rewards.balances(), reference.summary());
    }

    private static List<Fact> distinctInEventOrder(Collection<? extends Fact> log) {
        var distinct = new HashMap<String, Fact>();
        for (var fact : log) {
            var _ = distinct.putIfAbsent(fact.eventId(), fact);
        }
        return distinct.values().stream().sorted(Fact.IN_EVENT_ORDER).toList();
    }

    private <F extends Fact> List<F> every(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private boolean isCredited(Fact.Purchase order) {
        var signedUpAt = referrals.signedUpAt(order.customer());
        return referrals.bindings().containsKey(order.customer())
                && signedUpAt != null
                && !order.at().isBefore(signedUpAt);
    }

    private List<CreditedOrder> creditedOrders() {
        return credited.stream()
                .map(order -> new CreditedOrder(order.customer(), orders.netMinor(order)))
                .toList();
    }

    private Summary summary() {
        var grossMinor =
                orders.all().stream().mapToLong(Fact.Purchase::amountMinor).sum();
        var refundedMinor =
                orders.all().stream().mapToLong(orders::refundedMinor).sum();
        var byType = new TreeMap<String, Integer>();
        facts.forEach(fact -> byType.merge(fact.kind().name(), 1, Integer::sum));
        var people = new HashSet<>(referrals.customers());
        codes.all().forEach(share -> people.add(share.sharer()));
        return new Summary(
                facts.size(),
                byType,
                referrals.customers().size(),
                referrals.bindings().size(),
                new TreeMap<>(referrals.reasons()),
                orders.all().size(),
                grossMinor,
                refundedMinor,
                grossMinor - refundedMinor,
                rewards.balances().values().stream().mapToLong(Long::longValue).sum(),
                new VariantCount(codes).over(facts, referrals.bindings(), creditedOrders()),
                referrals.forest().shapeOver(people));
    }
}
