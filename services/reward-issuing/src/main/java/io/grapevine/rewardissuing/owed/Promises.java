package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.money.Allocation;
import io.grapevine.rewardissuing.money.Currencies;
import io.grapevine.rewardissuing.money.MinorAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules promise for the conversions of one customer, added in their order by event time. */
final class Promises {

    private static final int ADVOCATE_LEVEL = 1;

    private final CountedRules counted;
    private final Occasions occasions = new Occasions();
    private final List<RewardLine> lines = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    Promises(CountedRules counted) {
        this.counted = counted;
    }

    List<RewardLine> lines() {
        return lines;
    }

    List<Claim> claims() {
        return claims;
    }

    void add(ConversionDecided decision, Terms inForce) {
        var commissions = new HashMap<String, Long>();
        for (var rule : inForce.rewards()) add(rule, inForce, decision, commissions);
        if (counted.contains(decision.programKey(), Claim.TEAM)) addToTeams(decision);
    }

    /** @param commissions whole rewards of the rules before this one, for those that are a part of them */
    private void add(RewardRule rule, Terms inForce, ConversionDecided decision, Map<String, Long> commissions) {
        var answer = RuleAnswer.of(rule, inForce, decision);
        if (answer == RuleAnswer.PAYS && !occasions.pays(rule, decision.occurredAt())) return;
        if (answer == RuleAnswer.SILENT) return;
        var reason = reason(decision, answer);
        var worth = worth(rule, decision, commissions);
        var whole = rule.give().kind().isBooked() ? worth.by(rule) : null;
        // What is refused is no commission that another could be a part of, least of all in another currency.
        if (whole != null && answer == RuleAnswer.PAYS) commissions.put(rule.id(), whole.wantedMinor());
        for (var sharing : Beneficiary.of(rule, decision)) addShares(rule, decision, sharing, worth, whole, reason);
    }

    /** The whole reward is reckoned once and then split, so that its bounds and its rounding are those of one reward. */
    private void addShares(
            RewardRule rule,
            ConversionDecided decision,
            List<Beneficiary> sharing,
            Worth worth,
            @Nullable Reckoning whole,
            @Nullable Reason reason) {
        var weights = Beneficiary.weights(sharing);
        if (weights.size() == 1) add(rule, decision, sharing.getFirst(), worth, whole, reason);
        else {
            var bases = Allocation.split(worth.baseMinor(), weights);
            var parts = whole == null ? List.<Long>of() : Allocation.split(whole.wantedMinor(), weights);
            for (var i = 0; i < sharing.size(); i++) {
                var part = whole == null ? null : whole.part(bases.get(i), parts.get(i));
                add(rule, decision, sharing.get(i), worth.sharedAs(bases.get(i), weights, i), part, reason);
            }
        }
    }

    private void add(
            RewardRule rule,
            ConversionDecided decision,
            Beneficiary receiver,
            Worth worth,
            @Nullable Reckoning how,
            @Nullable Reason reason) {
        if (!receiver.bringsHimself(decision)) add(rule, decision, line(rule, decision, receiver, how, reason), worth);
    }

    private void add(RewardRule rule, ConversionDecided decision, RewardLine line, Worth worth) {
        if (!counted.contains(decision.programKey(), rule.id())) lines.add(line);
        else
            claims.add(new Claim(
                    line.key(), ProgramVersion.of(decision), at(decision), isOwed(line.standing()), worth, line));
    }

    private void addToTeams(ConversionDecided decision) {
        if (decision.kind() != ConversionDecided.Kind.SIGNUP) return;
        var stands = isOwed(standing(reason(decision, RuleAnswer.PAYS)));
        var worth = new Worth(0, null, 0, decision.occurredAt());
        for (var credit : decision.credits()) {
            var key = new RewardKey(
                    decision.conversionId(), Claim.TEAM, Role.ADVOCATE, ADVOCATE_LEVEL, credit.externalId());
            if (!credit.externalId().equals(decision.customerId()))
                claims.add(new Claim(key, ProgramVersion.of(decision), at(decision), stands, worth, null));
        }
    }

    private static Worth worth(RewardRule rule, ConversionDecided decision, Map<String, Long> commissions) {
        var commissionOf = rule.scaled().commissionOf();
        var base = commissionOf == null ? Net.minor(rule, decision) : commissions.getOrDefault(commissionOf, 0L);
        return new Worth(base, decision.currency(), Net.pieces(rule, decision), decision.occurredAt());
    }

    private static RewardLine line(
            RewardRule rule,
            ConversionDecided decision,
            Beneficiary beneficiary,
            @Nullable Reckoning how,
            @Nullable Reason reason) {
        var standing = standing(reason);
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
                amount(rule, decision, how, standing),
                rule.give().coupon(),
                standing,
                reason,
                releasableAt(rule, decision),
                Given.of(rule.give()),
                isOwed(standing) ? how : null);
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

    private static @Nullable MinorAmount amount(
            RewardRule rule, ConversionDecided decision, @Nullable Reckoning how, Standing standing) {
        if (how == null) return null;
        var currency = currency(rule.give(), decision);
        if (currency == null)
            throw new IllegalArgumentException(
                    "money of " + decision.conversionId() + " needs a percentage of an order or an amount");
        return new MinorAmount(isOwed(standing) ? how.wantedMinor() : 0, currency);
    }

    private static @Nullable String currency(Terms.Give give, ConversionDecided decision) {
        if (give.points() != null) return Currencies.POINTS;
        return give.amount() == null ? decision.currency() : give.amount().currency();
    }

    private static boolean isOwed(Standing standing) {
        return standing == Standing.DUE || standing == Standing.FROZEN || standing == Standing.REVIEW;
    }

    private static @Nullable Instant releasableAt(RewardRule rule, ConversionDecided decision) {
        return rule.hold().isPositive() ? decision.occurredAt().plus(rule.hold()) : null;
    }

    private static Claim.At at(ConversionDecided decision) {
        return new Claim.At(decision.occurredAt(), decision.eventId(), decision.eventSource(), decision.conversionId());
    }
}
