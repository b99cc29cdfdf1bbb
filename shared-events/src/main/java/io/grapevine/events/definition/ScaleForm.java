package io.grapevine.events.definition;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardScale;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.RewardScale.Season;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a reward rule that say how large the reward is, beyond what it gives. */
final class ScaleForm {

    private static final Set<String> DEDUCTIONS =
            Stream.of(Deduction.values()).map(Deduction::wireName).collect(Collectors.toSet());
    private static final int MOST_SEASONS = 50;
    private static final BigDecimal LARGEST_FACTOR = BigDecimal.valueOf(100);
    private static final int FACTOR_DIGITS = 6;

    private ScaleForm() {}

    /**
     * Null if none is stated.
     *
     * @param commissionOf the rule whose reward an upline's percentage is of, as it was named
     */
    static @Nullable RewardScale read(
            Form rule,
            @Nullable Trigger on,
            Give give,
            @Nullable RewardConditions conditions,
            @Nullable String commissionOf) {
        var less = less(rule, give, conditions);
        var perItem = perItem(rule, on, give);
        var tiers = TiersForm.read(rule, on, give);
        var seasons = seasons(rule, give);
        if (commissionOf != null && (tiers != null || !less.isEmpty()))
            rule.wrong(
                    "base", "a percentage of a commission has no tiers and takes nothing off; leave one of them out");
        var scale = new RewardScale(less, perItem ? true : null, tiers, seasons, commissionOf);
        return scale.equals(RewardScale.PLAIN) ? null : scale;
    }

    private static List<Deduction> less(Form rule, Give give, @Nullable RewardConditions conditions) {
        var names =
                rule.texts("less", Deduction.values().length, DEDUCTIONS::contains, "write tax, shipping or discount");
        if (!names.isEmpty() && give.percent() == null)
            rule.wrong("less", "only a percentage is of an amount; leave it out");
        if (!names.isEmpty() && conditions != null && conditions.nameItems())
            rule.wrong("less", "prices of items are taken as the order states them; leave it out");
        return names.stream()
                .map(name -> Deduction.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static boolean perItem(Form rule, @Nullable Trigger on, Give give) {
        var perItem = Boolean.TRUE.equals(rule.flag("perItem"));
        if (perItem && (on == Trigger.SIGNUP || give.amount() == null))
            rule.wrong("perItem", "only a fixed amount for a purchase is given per item; leave it out");
        return perItem;
    }

    private static List<Season> seasons(Form rule, Give give) {
        var seasons = new ArrayList<Season>();
        for (var form : rule.objects("seasons", MOST_SEASONS)) {
            form.requires("from", "write the time it begins, such as 2026-11-27T00:00:00Z");
            form.requires("until", "write the time it is over, which is not part of it");
            form.requires("factor", "write 2 for twice as much");
            var from = form.time("from");
            var until = form.time("until");
            var factor = form.positiveDecimal("factor", LARGEST_FACTOR, FACTOR_DIGITS);
            form.refuseRest(Set.of());
            if (from == null || until == null || factor == null) continue;
            if (from.isBefore(until)) seasons.add(new Season(from, until, factor));
            else form.wrong("until", "write a time after from");
        }
        if (!seasons.isEmpty() && !give.kind().isBooked())
            rule.wrong("seasons", "only money and points are multiplied; leave it out");
        return seasons;
    }
}
