package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.money.Commission;
import io.grapevine.rewardissuing.money.MinorAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All conversions of one customer in one program, by event time.
 *
 * @param decisions the latest revision of each
 */
record CustomerHistory(List<ConversionDecided> decisions) {

    CustomerHistory {
        decisions = decisions.stream().sorted(EventOrder.BY_EVENT_TIME).toList();
    }

    boolean isDecidableBy(Map<ProgramVersion, Terms> terms) {
        return decisions.stream().allMatch(decision -> terms.containsKey(ProgramVersion.of(decision)));
    }

    List<RewardLine> lines(Map<ProgramVersion, Terms> terms) {
        var lines = new ArrayList<RewardLine>();
        var firstGiven = new HashSet<String>();
        for (var decision : decisions) {
            if (!Owed.isCredited(decision)) continue;
            var inForce = terms.get(ProgramVersion.of(decision));
            if (inForce == null) throw new IllegalArgumentException("no terms for " + ProgramVersion.of(decision));
            for (var rule : inForce.rewards()) addLine(lines, firstGiven, rule, inForce.eligibility(), decision);
        }
        return lines;
    }

    private static void addLine(
            List<RewardLine> lines,
            Set<String> firstGiven,
            Terms.RewardRule rule,
            Terms.Eligibility eligibility,
            ConversionDecided decision) {
        var answer = RuleAnswer.of(rule, eligibility, decision);
        // A refund leaves the gross amount as it is, so a refunded first order stays the first one.
        if (answer == RuleAnswer.PAYS && rule.first() && !firstGiven.add(rule.id())) return;
        var beneficiaries = Beneficiary.of(rule, decision);
        if (answer == RuleAnswer.SILENT || beneficiaries.isEmpty()) return;
        addLines(lines, rule, decision, beneficiaries, reason(decision, answer));
    }

    /** The whole reward is reckoned once and then split, so that its bounds and its rounding are those of one reward. */
    private static void addLines(
            List<RewardLine> lines,
            Terms.RewardRule rule,
            ConversionDecided decision,
            List<Beneficiary> beneficiaries,
            @Nullable Reason reason) {
        var whole = rule.give().kind().isMoney() ? amount(rule.give(), decision, standing(reason)) : null;
        var parts = whole == null ? List.<Long>of() : Beneficiary.split(whole.minor(), beneficiaries);
        for (var i = 0; i < beneficiaries.size(); i++) {
            if (beneficiaries.get(i).bringsHimself(decision)) continue;
            var part = whole == null ? null : new MinorAmount(parts.get(i), whole.currency());
            lines.add(line(rule, decision, beneficiaries.get(i), part, reason));
        }
    }

    private static RewardLine line(
            Terms.RewardRule rule,
            ConversionDecided decision,
            Beneficiary beneficiary,
            @Nullable MinorAmount amount,
            @Nullable Reason reason) {
        return new RewardLine(
                new RewardKey(
                        decision.conversionId(),
                        rule.id(),
                        beneficiary.role(),
                        beneficiary.level(),
                        beneficiary.externalId()),
                decision.programKey(),
                decision.programVersion(),
                decision.revision(),
                decision.orderId(),
                decision.customerId(),
                beneficiary.participantId(),
                rule.give().kind(),
                amount,
                rule.give().coupon(),
                standing(reason),
                reason,
                releasableAt(rule, decision));
    }

    private static @Nullable Reason reason(ConversionDecided decision, RuleAnswer answer) {
        if (answer == RuleAnswer.WRONG_CURRENCY) return Reason.CURRENCY_MISMATCH;
        if (decision.amountMinor() > 0 && decision.refundedMinor() >= decision.amountMinor()) return Reason.REFUNDED;
        if (decision.disputed() == DisputeRecorded.State.LOST) return Reason.DISPUTE_LOST;
        if (decision.disputed() == DisputeRecorded.State.OPENED) return Reason.DISPUTE_OPENED;
        return decision.outcome() == ConversionDecided.Outcome.REVIEW ? Reason.FRAUD_SIGNALS : null;
    }

    private static Standing standing(@Nullable Reason reason) {
        if (reason == null) return Standing.DUE;
        return switch (reason) {
            case CURRENCY_MISMATCH -> Standing.REFUSED;
            case DISPUTE_OPENED -> Standing.FROZEN;
            case FRAUD_SIGNALS -> Standing.REVIEW;
            default -> Standing.REVERSED;
        };
    }

    private static MinorAmount amount(Terms.Give give, ConversionDecided decision, Standing standing) {
        if (give.amount() != null) {
            return new MinorAmount(
                    isOwed(standing) ? give.amount().amount() : 0, give.amount().currency());
        }
        if (give.percent() == null || decision.currency() == null)
            throw new IllegalArgumentException(
                    "money of " + decision.conversionId() + " needs a percentage of an order or an amount");
        if (!isOwed(standing)) return MinorAmount.zero(decision.currency());
        var percentage = Commission.percent(decision.amountMinor() - decision.refundedMinor(), give.percent());
        return new MinorAmount(bounded(percentage, give.max(), decision.currency()), decision.currency());
    }

    private static boolean isOwed(Standing standing) {
        return standing == Standing.DUE || standing == Standing.FROZEN || standing == Standing.REVIEW;
    }

    /** A maximum in another currency does not bind, as {@link Terms.Give} says. */
    private static long bounded(long minor, Terms.@Nullable Money max, String currency) {
        return max != null && max.currency().equals(currency) ? Math.min(minor, max.amount()) : minor;
    }

    private static @Nullable Instant releasableAt(Terms.RewardRule rule, ConversionDecided decision) {
        return rule.hold().isPositive() ? decision.occurredAt().plus(rule.hold()) : null;
    }
}
