package io.grapevine.rewardissuing.owed;

import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.Season;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.rewardissuing.money.Commission;
import io.grapevine.rewardissuing.money.Tiers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would give for one conversion, before any limit (S9.1, S9.2).
 *
 * @param baseMinor what a percentage is of; 0 for a sign-up
 * @param currency of the order; null for a sign-up
 * @param pieces how many of a fixed amount
 * @param at event time, for the season
 * @param share which part is somebody's; null = all of it
 */
public record Worth(
        long baseMinor,
        @Nullable String currency,
        long pieces,
        Instant at,
        @Nullable Share share) {

    private static final BigDecimal ONCE = BigDecimal.ONE;

    /** Nobody shares it. */
    public Worth(long baseMinor, @Nullable String currency, long pieces, Instant at) {
        this(baseMinor, currency, pieces, at, null);
    }

    /** The part of one of those who share it. */
    Worth sharedAs(long partOfBaseMinor, List<BigDecimal> weights, int place) {
        return new Worth(partOfBaseMinor, currency, pieces, at, new Share(baseMinor, weights, place));
    }

    /** By the rule itself, and by steps that look at nothing but the order. */
    public Reckoning by(RewardRule rule) {
        var tiers = rule.scaled().tiers();
        if (tiers != null && tiers.by() == RewardScale.By.ORDER) return overAmount(rule, tiers, 0);
        return plainly(rule, rule.give().percent(), fixed(rule.give()));
    }

    private static @Nullable Long fixed(Give give) {
        if (give.points() != null) return give.points();
        return give.amount() == null ? null : (Long) give.amount().amount();
    }

    /**
     * By steps that look at what the person earned before. Whoever shares an order is given that part of what it would be to the person
     * alone; only what a volume grows by is the part itself.
     *
     * @param number of the conversions that the rule answered for the person in the tiers' period, this one included
     * @param volumeMinor what those before came to
     */
    public Reckoning by(RewardRule rule, RewardScale.Tiers tiers, long number, long volumeMinor) {
        return switch (tiers.by()) {
            case ORDER -> part(whole().overAmount(rule, tiers, 0));
            case VOLUME -> overAmount(rule, tiers, volumeMinor);
            case COUNT -> part(whole().counted(rule, tiers, number));
        };
    }

    private Worth whole() {
        return share == null ? this : new Worth(share.wholeBaseMinor(), currency, pieces, at);
    }

    /** Of what a whole reward was reckoned to be, this part. */
    private Reckoning part(Reckoning whole) {
        return share == null ? whole : whole.part(baseMinor, share.of(whole.wantedMinor()));
    }

    private Reckoning counted(RewardRule rule, RewardScale.Tiers tiers, long number) {
        return stepOf(tiers.steps(), number).map(step -> stepped(rule, step)).orElseGet(() -> by(rule));
    }

    private Reckoning stepped(RewardRule rule, Step step) {
        return plainly(
                rule,
                step.percent(),
                step.amount() == null ? null : (Long) step.amount().amount());
    }

    private Reckoning plainly(RewardRule rule, @Nullable BigDecimal percent, @Nullable Long fixedMinor) {
        var factor = factor(rule.scaled().seasons());
        if (percent != null) {
            var rate = percent.multiply(factor);
            return new Reckoning(
                    baseMinor, plain(rate), bounded(rule.give(), Commission.percent(baseMinor, rate)), null);
        }
        if (fixedMinor == null)
            throw new IllegalArgumentException("money of " + rule.id() + " needs a percentage or an amount");
        var minor = Commission.flat(fixedMinor, pieces);
        return new Reckoning(null, null, Commission.percent(minor, hundredTimes(factor)), null);
    }

    /** What this order adds to the commission on all there was before. */
    private Reckoning overAmount(RewardRule rule, RewardScale.Tiers tiers, long beforeMinor) {
        var rates = rates(tiers.steps(), factor(rule.scaled().seasons()));
        var mode = tiers.mode() == RewardScale.Mode.WHOLE ? Tiers.Mode.WHOLE : Tiers.Mode.MARGINAL;
        var minor = rates.commission(Math.addExact(beforeMinor, baseMinor), mode) - rates.commission(beforeMinor, mode);
        return new Reckoning(baseMinor, null, bounded(rule.give(), minor), null);
    }

    private static Tiers rates(List<Step> steps, BigDecimal factor) {
        return new Tiers(steps.stream()
                .map(step -> new Tiers.Tier(
                        step.upToMinor(), (step.percent() == null ? BigDecimal.ZERO : step.percent()).multiply(factor)))
                .toList());
    }

    private static Optional<Step> stepOf(List<Step> steps, long number) {
        return steps.reversed().stream()
                .filter(step -> step.from() != null && step.from() <= number)
                .findFirst();
    }

    private BigDecimal factor(List<Season> seasons) {
        return seasons.stream()
                .filter(season -> season.covers(at))
                .map(Season::factor)
                .findFirst()
                .orElse(ONCE);
    }

    /** A maximum in another currency does not bind, as {@link Give} says; who shares the reward shares its maximum. */
    private long bounded(Give give, long minor) {
        var max = give.max();
        if (max == null || !max.currency().equals(currency)) return minor;
        return Math.min(minor, share == null ? max.amount() : share.of(max.amount()));
    }

    private static BigDecimal hundredTimes(BigDecimal factor) {
        return factor.movePointRight(2);
    }

    private static BigDecimal plain(BigDecimal rate) {
        var stripped = rate.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
