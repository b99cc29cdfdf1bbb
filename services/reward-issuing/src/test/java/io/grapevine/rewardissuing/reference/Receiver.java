package io.grapevine.rewardissuing.reference;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody's part of what a rule gives for a conversion, by the reference. */
record Receiver(String person, boolean asFriend, List<BigDecimal> weights, int place) {

    long of(long whole) {
        return ReferenceAmounts.split(whole, weights).get(place);
    }

    static List<Receiver> of(Terms.RewardRule rule, ConversionDecided decision) {
        var receivers = new ArrayList<Receiver>();
        if (rule.to() == Terms.Role.ADVOCATE) receivers.addAll(advocates(decision));
        if (rule.to() == Terms.Role.UPLINE) receivers.addAll(uplines(rule, decision));
        if (rule.to() == Terms.Role.FRIEND || Boolean.TRUE.equals(rule.both()))
            receivers.add(
                    new Receiver(Objects.requireNonNull(decision.customerId()), true, List.of(BigDecimal.ONE), 0));
        return receivers;
    }

    private static List<Receiver> advocates(ConversionDecided decision) {
        var weights = decision.credits().stream()
                .map(credit -> weight(credit.weight()))
                .toList();
        var receivers = new ArrayList<Receiver>();
        for (var credit : decision.credits())
            receivers.add(new Receiver(credit.externalId(), false, weights, receivers.size()));
        return receivers;
    }

    /** Who has nobody above leaves that part to nobody. */
    private static List<Receiver> uplines(Terms.RewardRule rule, ConversionDecided decision) {
        var above = decision.upline().stream()
                .filter(ancestor -> ancestor.level() == rule.level())
                .toList();
        var weights = new ArrayList<BigDecimal>();
        for (var ancestor : above) weights.add(weight(ancestor.weight()));
        var nobodys = weights.stream().reduce(BigDecimal.ONE, BigDecimal::subtract);
        weights.add(nobodys.max(BigDecimal.ZERO));
        var receivers = new ArrayList<Receiver>();
        for (var ancestor : above) receivers.add(new Receiver(ancestor.externalId(), false, weights, receivers.size()));
        return receivers;
    }

    private static BigDecimal weight(@Nullable Double stated) {
        return stated == null ? BigDecimal.ONE : new BigDecimal(stated.toString());
    }
}
