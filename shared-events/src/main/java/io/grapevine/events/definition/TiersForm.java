package io.grapevine.events.definition;

import io.grapevine.events.RewardScale.By;
import io.grapevine.events.RewardScale.Mode;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.RewardScale.Tiers;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code tiers} of a reward rule: a list of steps by how many were earned, or an object that says by what they go. */
final class TiersForm {

    static final Map<String, Period> PERIODS =
            Map.of("day", Period.DAY, "week", Period.WEEK, "month", Period.MONTH, "all", Period.ALL);

    private static final int MOST_STEPS = 50;
    private static final Map<String, By> BYS = Map.of("count", By.COUNT, "order", By.ORDER, "volume", By.VOLUME);
    private static final Map<String, Mode> MODES = Map.of("marginal", Mode.MARGINAL, "whole", Mode.WHOLE);
    private static final String FIX =
            "write [{from: 1, percent: 10}, {from: 5, percent: 12}], or {by: order or volume, mode, per, currency, steps:"
                    + " [{upTo: 20000, percent: 2}, {percent: 3}]}";

    private TiersForm() {}

    /** Null if there are none or they are wrong; then there is a mistake. */
    static @Nullable Tiers read(Form rule, @Nullable Trigger on, Give give) {
        if (!rule.has("tiers")) return null;
        if (!give.kind().isMoney()) {
            rule.wrong("tiers", "only percent, cash and credit have tiers; leave it out");
            return null;
        }
        if (rule.value("tiers") instanceof List) return byCount(rule, "tiers", Period.ALL, give);
        var form = rule.object("tiers");
        return form == null ? null : readObject(form, on, give);
    }

    private static @Nullable Tiers readObject(Form form, @Nullable Trigger on, Give give) {
        form.requires("steps", FIX);
        var by = form.choice("by", BYS, Set.of());
        var mode = form.choice("mode", MODES, Set.of());
        var per = form.choice("per", PERIODS, Set.of());
        var currency = form.has("currency") ? Amounts.currency(form) : null;
        form.knows("steps");
        form.refuseRest(Set.of());
        if (by == null || by == By.COUNT) {
            if (mode != null) form.wrong("mode", "steps by count have none; leave it out");
            if (currency != null) form.wrong("currency", "steps by count have none; leave it out");
            return byCount(form, "steps", per == null ? Period.ALL : per, give);
        }
        if (on == Trigger.SIGNUP) form.wrong("by", "a sign-up has no amount; write count");
        if (by == By.ORDER && per != null) form.wrong("per", "an order is counted by itself; leave it out");
        form.requires("currency", "write the ISO 4217 code of the bounds, such as EUR");
        return byAmount(
                form, by, mode == null ? Mode.MARGINAL : mode, by == By.ORDER ? null : orAll(per), currency, give);
    }

    private static Period orAll(@Nullable Period per) {
        return per == null ? Period.ALL : per;
    }

    private static @Nullable Tiers byCount(Form form, String name, Period per, Give give) {
        var steps = new ArrayList<Step>();
        var floor = 0;
        var forms = form.objects(name, MOST_STEPS);
        for (var step : forms) {
            step.requires("from", "write the first reward it holds for, counting from 1");
            var from = step.whole("from", floor + 1L, Integer.MAX_VALUE);
            var read = step(step, give, from == null ? null : from.intValue(), null);
            step.refuseRest(Set.of());
            if (from != null) floor = from.intValue();
            if (read != null) steps.add(read);
        }
        if (forms.isEmpty()) form.wrong(name, FIX);
        return steps.isEmpty() ? null : new Tiers(By.COUNT, null, per, null, steps);
    }

    private static @Nullable Tiers byAmount(
            Form form, By by, Mode mode, @Nullable Period per, @Nullable String currency, Give give) {
        if (give.percent() == null) form.wrong("by", "steps over amounts are percentages; give a percent");
        var steps = new ArrayList<Step>();
        var floor = 0L;
        var forms = form.objects("steps", MOST_STEPS);
        for (var step : forms) {
            if (steps.size() < forms.size() - 1)
                step.requires("upTo", "write the largest amount it holds for, in minor units; only the last has none");
            var upTo = step.whole("upTo", floor + 1, Amounts.LARGEST);
            var read = step.has("percent") ? step(step, give, null, upTo) : required(step);
            step.refuseRest(Set.of());
            if (upTo != null) floor = upTo;
            if (read != null) steps.add(read);
        }
        if (mode == Mode.WHOLE && by == By.VOLUME && !isAscending(steps))
            form.wrong("steps", "what a person earned would shrink at a lower rate: write ascending percents");
        return steps.isEmpty() || currency == null ? null : new Tiers(by, mode, per, currency, steps);
    }

    private static @Nullable Step required(Form step) {
        step.requires("percent", "write its rate, such as 5.5");
        return null;
    }

    private static @Nullable Step step(Form form, Give give, @Nullable Integer from, @Nullable Long upTo) {
        if (give.amount() == null) {
            form.requires("percent", "write its rate, as the rule gives a percentage");
            var percent = form.positiveDecimal("percent", GiveForm.WHOLE, GiveForm.PERCENT_DIGITS);
            return percent == null ? null : new Step(from, upTo, percent, null);
        }
        form.requires("amount", "write {amount, currency}, as the rule gives a fixed amount");
        var amount = Amounts.read(form, "amount");
        if (amount == null) return null;
        if (!amount.currency().equals(give.amount().currency()))
            form.wrong("amount", "write it in " + give.amount().currency() + " as the rule does");
        return new Step(from, upTo, null, amount);
    }

    private static boolean isAscending(List<Step> steps) {
        var rates =
                steps.stream().map(Step::percent).flatMap(Stream::ofNullable).toList();
        return rates.equals(rates.stream().sorted(BigDecimal::compareTo).toList());
    }
}
