package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact.Purchase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is owed for credited orders (S9.5): a percentage of the net for each level, and a bonus for the friend once. */
final class Rewards {
    private final Policy policy;
    private final Referrals referrals;
    private final Map<String, Long> balances = new HashMap<>();
    private final Set<String> decidedBonuses = new HashSet<>();

    Rewards(Policy policy, Referrals referrals, Orders orders, List<Purchase> creditedInEventOrder) {
        this.policy = policy;
        this.referrals = referrals;
        for (var order : creditedInEventOrder) {
            payLevels(order, orders.netMinor(order));
            payBonus(order, orders.netMinor(order));
        }
    }

    Map<String, Long> balances() {
        return balances;
    }

    private void payLevels(Purchase order, long netMinor) {
        var person = order.customer();
        for (var rate : policy.levelRatesPercent()) {
            var referrer = boundBy(person, order.at());
            if (referrer == null) return;
            owe(referrer, percentOf(netMinor, rate));
            person = referrer;
        }
    }

    /** An ancestor counts if it was bound at or before the order's time. */
    private @Nullable String boundBy(String person, Instant orderedAt) {
        var signedUpAt = referrals.signedUpAt(person);
        if (signedUpAt == null || signedUpAt.isAfter(orderedAt)) return null;
        return referrals.forest().referrerOf(person);
    }

    /** A refund never moves the bonus to another order; only a full one takes it away. */
    private void payBonus(Purchase order, long netMinor) {
        if (order.amountMinor() < policy.friendBonusMinOrderMinor()) return;
        if (!decidedBonuses.add(order.customer())) return;
        if (netMinor > 0) owe(order.customer(), policy.friendBonusMinor());
    }

    private void owe(String person, long minor) {
        balances.merge(person, minor, Math::addExact);
    }

    private static long percentOf(long minor, BigDecimal rate) {
        return BigDecimal.valueOf(minor)
                .multiply(rate)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
