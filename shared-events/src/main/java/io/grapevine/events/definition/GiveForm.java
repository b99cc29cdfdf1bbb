package io.grapevine.events.definition;

import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code give} part of a reward rule: what the receiver gets. */
final class GiveForm {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    // A millionth of a percent moves nothing that a 64-bit amount can hold; more digits would be a typing error.
    private static final int PERCENT_DIGITS = 6;

    private static final List<String> WAYS = List.of("percent", "credit", "cash", "coupon");
    private static final String FIX =
            "write one of percent: 10, credit: {amount, currency}, cash: {amount, currency}, coupon: {percent} or"
                    + " coupon: {amount, currency}";
    private static final Map<String, RewardKind> MONEY_KINDS =
            Map.of("cash", RewardKind.CASH, "credit", RewardKind.CREDIT);
    private static final Set<String> KINDS_NOT_BUILT =
            Set.of("points", "gift", "upgrade", "access", "recognition", "charity", "lottery", "tiers");

    private GiveForm() {}

    /** Null if it is absent or wrong; then there is a mistake. */
    static @Nullable Give read(Form rule, @Nullable Trigger on) {
        rule.requires("give", FIX);
        var form = rule.object("give");
        if (form == null) return null;
        var chosen = WAYS.stream().filter(form::has).toList();
        var give = chosen.size() == 1 ? readWay(form, chosen.getFirst(), on) : null;
        form.refuseRest(KINDS_NOT_BUILT);
        if (chosen.size() > 1)
            rule.note("give", Mistake.INVALID, "give says " + String.join(" and ", chosen) + ": " + FIX);
        if (chosen.isEmpty()) rule.note("give", Mistake.REQUIRED, "give says nothing that can be given: " + FIX);
        return give;
    }

    private static @Nullable Give readWay(Form form, String way, @Nullable Trigger on) {
        return switch (way) {
            case "percent" -> percentage(form, on);
            case "credit" -> fixed(form, "credit", RewardKind.CREDIT);
            case "cash" -> fixed(form, "cash", RewardKind.CASH);
            default -> coupon(form);
        };
    }

    private static @Nullable Give percentage(Form form, @Nullable Trigger on) {
        var percent = form.positiveDecimal("percent", WHOLE, PERCENT_DIGITS);
        var max = Amounts.read(form, "max");
        var kind = form.choice("kind", MONEY_KINDS, KINDS_NOT_BUILT);
        if (on == Trigger.SIGNUP)
            form.wrong("percent", "a sign-up has no amount; give cash, credit or a coupon instead");
        return percent == null ? null : new Give(kind == null ? RewardKind.CASH : kind, percent, max, null, null);
    }

    private static @Nullable Give fixed(Form form, String way, RewardKind kind) {
        var amount = Amounts.read(form, way);
        return amount == null ? null : new Give(kind, null, null, amount, null);
    }

    private static @Nullable Give coupon(Form give) {
        var form = give.object("coupon");
        if (form == null) return null;
        var coupon = form.has("percent") ? percentOff(form) : amountOff(form);
        form.refuseRest(Set.of("code", "pool", "expires", "minPurchase"));
        return coupon == null ? null : new Give(RewardKind.COUPON, null, null, null, coupon);
    }

    private static @Nullable Coupon percentOff(Form form) {
        var percent = form.positiveDecimal("percent", WHOLE, PERCENT_DIGITS);
        if (form.has("amount")) form.wrong("amount", "a coupon has either percent or amount; leave one out");
        return percent == null ? null : new Coupon(percent, null);
    }

    private static @Nullable Coupon amountOff(Form form) {
        var amount = Amounts.readFields(form);
        return amount == null ? null : new Coupon(null, amount);
    }
}
