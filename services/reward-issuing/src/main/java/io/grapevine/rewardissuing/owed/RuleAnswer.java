package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
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

    static RuleAnswer of(Terms.RewardRule rule, Terms.Eligibility eligibility, ConversionDecided decision) {
        return switch (decision.kind()) {
            case SIGNUP -> rule.on() == Terms.Trigger.SIGNUP && rule.give().percent() == null ? PAYS : SILENT;
            case PURCHASE -> rule.on() == Terms.Trigger.PURCHASE ? toPurchase(rule, eligibility, decision) : SILENT;
        };
    }

    private static RuleAnswer toPurchase(
            Terms.RewardRule rule, Terms.Eligibility eligibility, ConversionDecided decision) {
        var ownMoney = Stream.of(
                        eligibility.minPurchase(),
                        rule.minPurchase(),
                        rule.give().amount())
                .filter(Objects::nonNull)
                .map(Terms.Money::currency);
        if (decision.currency() == null || !ownMoney.allMatch(decision.currency()::equals)) return WRONG_CURRENCY;
        var bigEnough = Stream.of(eligibility.minPurchase(), rule.minPurchase())
                .filter(Objects::nonNull)
                .allMatch(minimum -> decision.amountMinor() >= minimum.amount());
        return bigEnough ? PAYS : SILENT;
    }
}
