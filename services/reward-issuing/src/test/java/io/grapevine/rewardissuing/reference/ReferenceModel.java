package io.grapevine.rewardissuing.reference;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.RewardScale;
import io.grapevine.events.Terms;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is owed by the rules, worked out a second time from the words of the design and with nothing of the service: all facts at hand,
 * one thread, no state kept, every question answered by looking at everything before.
 */
public final class ReferenceModel {

    private final Map<Integer, Terms> versions;
    private final List<ConversionDecided> decisions;
    private final List<Earned> earned = new ArrayList<>();

    /** What one person was given for one conversion by one rule; zero where a limit left nothing. */
    private record Earned(
            Terms.RewardRule rule,
            String person,
            boolean asFriend,
            ConversionDecided decision,
            long baseMinor,
            long givenMinor) {

        private boolean isLike(Terms.RewardRule other, Receiver receiver) {
            return rule.id().equals(other.id()) && person.equals(receiver.person()) && asFriend == receiver.asFriend();
        }

        private String currency() {
            return rule.give().amount() != null
                    ? rule.give().amount().currency()
                    : Objects.requireNonNull(decision.currency());
        }

        private String state() {
            if (decision.disputed() == DisputeRecorded.State.OPENED) return "frozen";
            return decision.outcome() == ConversionDecided.Outcome.REVIEW ? "review" : "released";
        }
    }

    private ReferenceModel(Collection<ConversionDecided> decisions, Map<Integer, Terms> versions) {
        this.versions = versions;
        this.decisions = decisions.stream()
                .sorted(Comparator.comparing(ConversionDecided::occurredAt).thenComparing(ConversionDecided::eventId))
                .toList();
    }

    /** Amount, currency and state by {@code conversion/rule/person}; what is worth nothing is left out. */
    public static Map<String, String> owed(Collection<ConversionDecided> decisions, Map<Integer, Terms> versions) {
        var model = new ReferenceModel(decisions, versions);
        model.decisions.forEach(model::go);
        var owed = new TreeMap<String, String>();
        for (var one : model.earned)
            if (one.givenMinor() != 0)
                owed.put(
                        one.decision().conversionId() + "/" + one.rule().id() + "/" + one.person(),
                        one.givenMinor() + " " + one.currency() + " " + one.state());
        return owed;
    }

    private void go(ConversionDecided decision) {
        if (!isCredited(decision)) return;
        var wholes = new HashMap<String, Long>();
        for (var rule : terms(decision).rewards()) {
            if (!answers(rule, decision) || !isItsTurn(rule, decision)) continue;
            var commissionOf = rule.scaled().commissionOf();
            var base = commissionOf == null
                    ? ReferenceAmounts.base(rule, decision)
                    : wholes.getOrDefault(commissionOf, 0L);
            wholes.put(rule.id(), ReferenceAmounts.plain(rule, base, decision));
            if (!stands(decision)) continue;
            for (var receiver : Receiver.of(rule, decision))
                if (receiver.asFriend() || !receiver.person().equals(decision.customerId()))
                    give(rule, receiver, decision, base, wholes.get(rule.id()));
        }
    }

    private void give(Terms.RewardRule rule, Receiver receiver, ConversionDecided decision, long base, long plain) {
        var team = rule.when().team();
        if (team != null && teamOf(receiver.person(), decision) < team) return;
        var before = earned.stream().filter(one -> one.isLike(rule, receiver)).toList();
        var milestone = rule.limited().milestone();
        var number = before.size() + 1;
        var silent = milestone != null
                && (Boolean.TRUE.equals(milestone.every())
                        ? number % milestone.count() != 0
                        : number != milestone.count());
        var amount = silent
                ? 0
                : capped(rule, receiver, before, decision, tiered(rule, receiver, before, decision, base, plain));
        earned.add(new Earned(rule, receiver.person(), receiver.asFriend(), decision, receiver.of(base), amount));
    }

    private static long tiered(
            Terms.RewardRule rule,
            Receiver receiver,
            List<Earned> before,
            ConversionDecided decision,
            long base,
            long plain) {
        var tiers = rule.scaled().tiers();
        if (tiers == null || tiers.by() == RewardScale.By.ORDER) return receiver.of(plain);
        var inPeriod = before.stream()
                .filter(one -> isSamePeriod(tiers.per(), one.decision().occurredAt(), decision.occurredAt()))
                .toList();
        if (tiers.by() == RewardScale.By.VOLUME) return byVolume(rule, receiver, inPeriod, decision, base);
        var step = tiers.steps().getFirst();
        for (var one : tiers.steps()) if (one.from() <= inPeriod.size() + 1) step = one;
        return receiver.of(
                step.amount() == null
                        ? ReferenceAmounts.ofPercent(rule, step.percent(), base, decision)
                        : ReferenceAmounts.fixed(rule, step.amount().amount(), decision));
    }

    /** Everybody's volume is of the parts that were theirs, and so is their part of the maximum. */
    private static long byVolume(
            Terms.RewardRule rule, Receiver receiver, List<Earned> inPeriod, ConversionDecided decision, long base) {
        var tiers = Objects.requireNonNull(rule.scaled().tiers());
        var volume = inPeriod.stream()
                .filter(one -> Objects.equals(one.decision().currency(), tiers.currency()))
                .mapToLong(Earned::baseMinor)
                .sum();
        var adds = ReferenceAmounts.over(tiers, volume + receiver.of(base)) - ReferenceAmounts.over(tiers, volume);
        var most = ReferenceAmounts.most(rule, decision);
        return most == null ? adds : Math.min(adds, receiver.of(most));
    }

    private static long capped(
            Terms.RewardRule rule, Receiver receiver, List<Earned> before, ConversionDecided decision, long wanted) {
        var left = wanted;
        for (var cap : rule.limited().caps()) {
            if ((cap.whose() == Terms.Role.FRIEND) != receiver.asFriend()) continue;
            var granted = before.stream()
                    .filter(one -> one.givenMinor() > 0
                            && isSamePeriod(cap.per(), one.decision().occurredAt(), decision.occurredAt()))
                    .toList();
            if (cap.count() != null && granted.size() >= cap.count()) left = 0;
            var money = cap.amount();
            if (money == null) continue;
            var given = granted.stream()
                    .filter(one -> one.currency().equals(money.currency()))
                    .mapToLong(Earned::givenMinor)
                    .sum();
            left = Math.min(left, Math.max(0, money.amount() - given));
        }
        return left;
    }

    private long teamOf(String person, ConversionDecided until) {
        return decisions.stream()
                .takeWhile(decision -> decision != until)
                .filter(decision -> decision.kind() == ConversionDecided.Kind.SIGNUP
                        && isCredited(decision)
                        && stands(decision)
                        && !person.equals(decision.customerId())
                        && decision.credits().stream()
                                .anyMatch(credit -> credit.externalId().equals(person)))
                .count();
    }

    private boolean answers(Terms.RewardRule rule, ConversionDecided decision) {
        var wanted =
                rule.on() == Terms.Trigger.SIGNUP ? ConversionDecided.Kind.SIGNUP : ConversionDecided.Kind.PURCHASE;
        if (decision.kind() != wanted || !isOfASegment(rule, decision)) return false;
        if (wanted == ConversionDecided.Kind.SIGNUP) return true;
        return ReferenceAmounts.hasAsked(rule, decision)
                && money(rule, decision).allMatch(one -> one.currency().equals(decision.currency()))
                && minimums(rule, decision).allMatch(minimum -> decision.amountMinor() >= minimum.amount());
    }

    private static boolean isOfASegment(Terms.RewardRule rule, ConversionDecided decision) {
        var segments = rule.when().segments();
        if (segments.isEmpty()) return true;
        var details = decision.details();
        return details != null && details.segment() != null && segments.contains(details.segment());
    }

    private Stream<Terms.Money> minimums(Terms.RewardRule rule, ConversionDecided decision) {
        return Stream.of(terms(decision).eligibility().minPurchase(), rule.minPurchase())
                .flatMap(Stream::ofNullable);
    }

    /** Everything that the order would have to be compared with, and what would be given for it. */
    private Stream<Terms.Money> money(Terms.RewardRule rule, ConversionDecided decision) {
        var tiers = rule.scaled().tiers();
        var caps = rule.limited().caps().stream().flatMap(cap -> Stream.ofNullable(cap.amount()));
        var bounds = tiers == null || tiers.currency() == null
                ? Stream.<Terms.Money>of()
                : Stream.of(new Terms.Money(0, tiers.currency()));
        return Stream.of(minimums(rule, decision), Stream.ofNullable(rule.give().amount()), caps, bounds)
                .flatMap(money -> money);
    }

    /** Asks everything that the same customer bought before and that the rule answered as it was then. */
    private boolean isItsTurn(Terms.RewardRule rule, ConversionDecided decision) {
        var earlier = decisions.stream()
                .takeWhile(other -> other != decision)
                .filter(other -> isCredited(other)
                        && Objects.equals(other.customerId(), decision.customerId())
                        && terms(other).rewards().stream()
                                .anyMatch(then -> then.id().equals(rule.id()) && answers(then, other)))
                .map(ConversionDecided::occurredAt)
                .toList();
        if (rule.first()) return earlier.isEmpty();
        if (rule.when().nth() != null) return earlier.size() + 1 == rule.when().nth();
        if (rule.when().months() == null || earlier.isEmpty()) return true;
        var since = earlier.getFirst();
        var month = monthsSince(since, decision.occurredAt());
        return month < rule.when().months() && earlier.stream().noneMatch(time -> monthsSince(since, time) == month);
    }

    private static int monthsSince(Instant since, Instant time) {
        var months = 0;
        while (!since.atOffset(ZoneOffset.UTC)
                .plusMonths(months + 1)
                .toInstant()
                .isAfter(time)) months++;
        return months;
    }

    private Terms terms(ConversionDecided decision) {
        return Objects.requireNonNull(versions.get(decision.programVersion()));
    }

    private static boolean isCredited(ConversionDecided decision) {
        return decision.outcome() == ConversionDecided.Outcome.ATTRIBUTED
                || decision.outcome() == ConversionDecided.Outcome.REVIEW;
    }

    private static boolean stands(ConversionDecided decision) {
        return decision.disputed() != DisputeRecorded.State.LOST
                && (decision.amountMinor() == 0 || decision.refundedMinor() < decision.amountMinor());
    }

    private static boolean isSamePeriod(RewardScale.@Nullable Period period, Instant one, Instant other) {
        var first = LocalDate.ofInstant(one, ZoneOffset.UTC);
        var second = LocalDate.ofInstant(other, ZoneOffset.UTC);
        return switch (Objects.requireNonNull(period)) {
            case DAY -> first.equals(second);
            case WEEK -> monday(first).equals(monday(second));
            case MONTH -> first.getYear() == second.getYear() && first.getMonth() == second.getMonth();
            case ALL -> true;
        };
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
