package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.Terms;
import java.util.Objects;
import java.util.stream.Stream;

/** What a rule says to an attributed conversion, before it is asked whether it was the first one. */
enum RuleAnswer {
    /** The conversion is none of its business. */
    SILENT,
    /** It would have to compare two currencies. */
    WRONG_CURRENCY,
    PAYS;

    static RuleAnswer of(Terms.RewardRule rule, Terms inForce, ConversionDecided decision) {
        if (!isOfASegmentOf(rule, decision)) return SILENT;
        return switch (decision.kind()) {
            case SIGNUP -> rule.on() == Terms.Trigger.SIGNUP && rule.give().percent() == null ? PAYS : SILENT;
            case PURCHASE -> rule.on() == Terms.Trigger.PURCHASE ? toPurchase(rule, inForce, decision) : SILENT;
        };
    }

    private static RuleAnswer toPurchase(Terms.RewardRule rule, Terms inForce, ConversionDecided decision) {
        if (!Net.hasWanted(rule, decision)) return SILENT;
        if (decision.currency() == null || !ownMoney(rule, inForce).allMatch(decision.currency()::equals))
            return WRONG_CURRENCY;
        var bigEnough = Stream.of(inForce.eligibility().minPurchase(), rule.minPurchase())
                .filter(Objects::nonNull)
                .allMatch(minimum -> decision.amountMinor() >= minimum.amount());
        return bigEnough ? PAYS : SILENT;
    }

    private static boolean isOfASegmentOf(Terms.RewardRule rule, ConversionDecided decision) {
        var segments = rule.when().segments();
        var details = decision.details();
        var segment = details == null ? null : details.segment();
        return segments.isEmpty() || segment != null && segments.contains(segment);
    }

    /** Every currency that the order's amount or the reward would be compared with or added to. */
    private static Stream<String> ownMoney(Terms.RewardRule rule, Terms inForce) {
        var tiers = rule.scaled().tiers();
        var budget = rule.give().kind().isMoney() ? inForce.budget() : null;
        var amounts = Stream.of(
                inForce.eligibility().minPurchase(),
                rule.minPurchase(),
                rule.give().amount(),
                budget == null ? null : budget.total());
        var caps = rule.limited().caps().stream().map(RewardLimits.Cap::amount);
        return Stream.concat(
                Stream.concat(amounts, caps).filter(Objects::nonNull).map(Terms.Money::currency),
                tiers == null || tiers.currency() == null ? Stream.empty() : Stream.of(tiers.currency()));
    }
}
