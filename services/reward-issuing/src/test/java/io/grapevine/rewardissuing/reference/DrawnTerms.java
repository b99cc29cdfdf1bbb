package io.grapevine.rewardissuing.reference;

import static io.grapevine.rewardissuing.owed.Programs.fixed;
import static io.grapevine.rewardissuing.owed.Programs.from;
import static io.grapevine.rewardissuing.owed.Programs.limited;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.rule;
import static io.grapevine.rewardissuing.owed.Programs.scaled;
import static io.grapevine.rewardissuing.owed.Programs.toBoth;
import static io.grapevine.rewardissuing.owed.Programs.when;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardLimits.Milestone;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.By;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.RewardScale.Mode;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.RewardScale.Season;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.RewardScale.Tiers;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.owed.Programs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a program promises, drawn: one to seven rules, each with some of what a rule can say. */
final class DrawnTerms {

    private final Random random;

    DrawnTerms(Random random) {
        this.random = random;
    }

    Terms terms() {
        var rules = new ArrayList<RewardRule>();
        var commission = conditioned(
                both(limited(tiered(percent("commission", Role.ADVOCATE, 1, "10", max())), caps(Role.ADVOCATE))));
        rules.add(commission);
        if (random.nextBoolean()) rules.add(second(commission));
        if (random.nextBoolean()) rules.add(team(percent("third", Role.UPLINE, 3, "2", null)));
        if (random.nextBoolean())
            rules.add(limited(conditioned(percent("thanks", Role.FRIEND, 0, "5", null)), caps(Role.FRIEND)));
        if (random.nextBoolean())
            rules.add(limited(
                    rule("bonus", Trigger.SIGNUP, Role.ADVOCATE, fixed(777, "EUR"), Duration.ZERO),
                    new RewardLimits(
                            List.of(), new Milestone(1 + random.nextInt(3), random.nextBoolean() ? true : null))));
        if (random.nextBoolean()) rules.add(each());
        if (random.nextBoolean())
            rules.add(from(percent("large", Role.ADVOCATE, 1, "1", null), new Money(5_000, "EUR")));
        return Programs.terms(random.nextInt(4) == 0 ? new Money(300, "EUR") : null, rules.toArray(RewardRule[]::new));
    }

    /** Of the sale, or of the commission below, unless that depends on what its receiver earned before. */
    private RewardRule second(RewardRule commission) {
        var second = percent("second", Role.UPLINE, 2, "3.5", null);
        var tiers = commission.scaled().tiers();
        var ofSale = random.nextBoolean() || tiers != null && tiers.by() != By.ORDER;
        return ofSale
                ? limited(second, caps(Role.ADVOCATE))
                : scaled(second, new RewardScale(List.of(), null, null, List.of(), commission.id()));
    }

    /** A fixed amount, for the order or for each piece of it, by how many there were before. */
    private RewardRule each() {
        var each = rule("each", Trigger.PURCHASE, Role.ADVOCATE, fixed(101, "EUR"), Duration.ZERO);
        var steps =
                List.of(new Step(1, null, null, new Money(101, "EUR")), new Step(3, null, null, new Money(250, "EUR")));
        var tiers = random.nextBoolean() ? null : new Tiers(By.COUNT, null, period(), null, steps);
        return conditioned(
                scaled(each, new RewardScale(List.of(), random.nextBoolean() ? true : null, tiers, List.of(), null)));
    }

    private @Nullable Money max() {
        return random.nextInt(3) == 0 ? new Money(900, "EUR") : null;
    }

    private RewardRule both(RewardRule rule) {
        return random.nextInt(4) == 0 ? toBoth(rule) : rule;
    }

    private RewardRule tiered(RewardRule rule) {
        var seasons = random.nextBoolean()
                ? List.<Season>of()
                : List.of(new Season(
                        DrawnProgram.START.plus(Duration.ofDays(7)),
                        DrawnProgram.START.plus(Duration.ofDays(14)),
                        new BigDecimal("1.5")));
        var less = random.nextInt(3) == 0
                ? List.of(Deduction.values()).subList(0, 1 + random.nextInt(3))
                : List.<Deduction>of();
        return switch (random.nextInt(4)) {
            case 0 -> scaled(rule, new RewardScale(less, null, byCount(), seasons, null));
            // A season's factor is another rate for each order, which a volume of several seasons has no single one of.
            case 1 -> scaled(rule, new RewardScale(less, null, byAmount(By.VOLUME, period()), List.of(), null));
            case 2 -> scaled(rule, new RewardScale(less, null, byAmount(By.ORDER, null), List.of(), null));
            default -> scaled(rule, new RewardScale(less, null, null, seasons, null));
        };
    }

    private Tiers byCount() {
        return new Tiers(By.COUNT, null, period(), null, List.of(step(1, null, "8"), step(3, null, "12.25")));
    }

    private Tiers byAmount(By by, @Nullable Period per) {
        var mode = random.nextBoolean() ? Mode.MARGINAL : Mode.WHOLE;
        return new Tiers(
                by,
                mode,
                per,
                "EUR",
                List.of(step(null, 10_000L, "5"), step(null, 30_000L, "6.5"), step(null, null, "9")));
    }

    private static Step step(@Nullable Integer from, @Nullable Long upTo, String percent) {
        return new Step(from, upTo, new BigDecimal(percent), null);
    }

    private RewardLimits caps(Role whose) {
        var caps = new ArrayList<Cap>();
        if (random.nextBoolean()) caps.add(new Cap(whose, 1 + random.nextInt(4), null, period()));
        if (random.nextBoolean())
            caps.add(new Cap(whose, null, new Money(500 + random.nextInt(2_000), "EUR"), period()));
        return new RewardLimits(caps, null);
    }

    /** Which order, what of it, whose. What names items takes nothing else off. */
    private RewardRule conditioned(RewardRule rule) {
        var nth = random.nextInt(4) == 0 ? Integer.valueOf(1 + random.nextInt(2)) : null;
        var months = nth == null && random.nextInt(4) == 0 ? Integer.valueOf(1 + random.nextInt(3)) : null;
        var whole = !rule.scaled().less().isEmpty();
        var products = whole || random.nextInt(4) > 0 ? List.<String>of() : List.of("mug", "sock");
        var categories = whole || random.nextInt(4) > 0 ? List.<String>of() : List.of("clothes");
        var segments = random.nextInt(5) == 0 ? List.of("vip") : List.<String>of();
        return when(rule, new RewardConditions(nth, months, products, categories, segments, null));
    }

    private RewardRule team(RewardRule rule) {
        return when(rule, new RewardConditions(null, null, List.of(), List.of(), List.of(), 1 + random.nextInt(2)));
    }

    private Period period() {
        return Period.values()[random.nextInt(Period.values().length)];
    }
}
