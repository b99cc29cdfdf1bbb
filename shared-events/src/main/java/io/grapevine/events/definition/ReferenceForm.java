package io.grapevine.events.definition;

import io.grapevine.events.RewardScale;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a reward rule that name another rule, one that stands before it. */
final class ReferenceForm {

    private enum Base {
        SALE,
        PREVIOUS_COMMISSION,
        FIRST_COMMISSION
    }

    private static final int FIRST_LEVEL = 1;
    private static final Map<String, Base> BASES = Map.of(
            "sale", Base.SALE,
            "previous_commission", Base.PREVIOUS_COMMISSION,
            "first_commission", Base.FIRST_COMMISSION);

    private ReferenceForm() {}

    /** The rule whose reward an upline's percentage is of; null = of the sale. */
    static @Nullable String commissionOf(
            Form rule,
            @Nullable Trigger on,
            @Nullable Role to,
            int level,
            @Nullable Give give,
            List<RewardRule> before) {
        var base = rule.choice("base", BASES, Set.of());
        var of = rule.value("of");
        if (base == null || base == Base.SALE) {
            if (of != null)
                rule.wrong("of", "it goes with base: previous_commission or first_commission; leave it out");
            return null;
        }
        if (to != Role.UPLINE || give == null || give.percent() == null) {
            rule.wrong("base", "only an upline's percentage has another base than the sale; leave it out");
            return null;
        }
        var below = base == Base.FIRST_COMMISSION ? FIRST_LEVEL : level - 1;
        var candidates = before.stream()
                .filter(other -> other.on() == on
                        && other.level() == below
                        && other.give().kind().isMoney())
                .filter(other -> of == null || other.id().equals(of))
                .toList();
        if (candidates.size() != 1) {
            rule.wrong(of == null ? "base" : "of", fix(below, of == null ? candidates.size() : 0));
            return null;
        }
        if (dependsOnHistory(candidates.getFirst())) {
            rule.wrong("base", "that commission depends on what its receiver earned before; take the base sale");
            return null;
        }
        return candidates.getFirst().id();
    }

    private static String fix(int level, int found) {
        var wanted = "a rule on the same trigger that gives money at level " + level + " and stands before this one";
        return found > 1 ? "there are " + found + " such rules: name one by of, " + wanted : "there must be " + wanted;
    }

    private static boolean dependsOnHistory(RewardRule rule) {
        var tiers = rule.scaled().tiers();
        return tiers != null && tiers.by() != RewardScale.By.ORDER;
    }

    /** The rule that this one stands in for. */
    static @Nullable String insteadOf(Form rule, @Nullable Give give, List<RewardRule> before) {
        var named = rule.value("insteadOf");
        if (named == null) return null;
        var other = before.stream().filter(one -> one.id().equals(named)).findFirst();
        if (other.isEmpty() || !other.get().give().kind().isMoney()) {
            rule.wrong("insteadOf", "write the id of a rule that gives money and stands before this one");
            return null;
        }
        if (give != null && give.kind().isMoney())
            rule.wrong("insteadOf", "it pays when no money is left: give something else, such as a coupon");
        return other.get().id();
    }
}
