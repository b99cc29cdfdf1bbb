package io.grapevine.events.definition;

import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.Terms.Coupon;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code give} part of a reward rule: what the receiver gets. */
final class GiveForm {

    static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    // A millionth of a percent moves nothing that a 64-bit amount can hold; more digits would be a typing error.
    static final int PERCENT_DIGITS = 6;

    private static final List<String> WAYS = List.of(
            "percent",
            "credit",
            "cash",
            "points",
            "coupon",
            "gift",
            "upgrade",
            "freeMonths",
            "access",
            "recognition",
            "donation");
    private static final String FIX =
            "write one of percent: 10, credit: {amount, currency}, cash: {amount, currency}, points: 100, coupon: {percent},"
                    + " coupon: {amount, currency} or coupon: {pool}, gift: {name}, upgrade: {name}, freeMonths: {months},"
                    + " access: {name}, recognition: {name}, donation: {amount, currency, cause}";
    private static final Map<String, RewardKind> MONEY_KINDS =
            Map.of("cash", RewardKind.CASH, "credit", RewardKind.CREDIT, "donation", RewardKind.DONATION);
    private static final Set<String> KINDS_NOT_BUILT = Set.of("charity", "lottery", "tiers");
    // More would be a typing error; sums of them stay far below what 64 bits hold.
    private static final long MOST_POINTS = 1_000_000_000;
    // Shorter than this nobody could use it: the worker that ends lives looks once a second.
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    static final String POOL_FIX = "write the pool's name, 1 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen";

    private GiveForm() {}

    /** Null if it is absent or wrong; then there is a mistake. */
    static @Nullable Give read(Form rule, @Nullable Trigger on) {
        rule.requires("give", FIX);
        var approval = ApprovalForm.read(rule);
        var form = rule.object("give");
        if (form == null) return null;
        var chosen = WAYS.stream().filter(form::has).toList();
        var give = chosen.size() == 1 ? readWay(form, chosen.getFirst(), on) : null;
        var expires = form.duration("expires", SHORTEST_LIFE, RewardForm.LONGEST_HOLD);
        form.refuseRest(KINDS_NOT_BUILT);
        if (chosen.size() > 1)
            rule.note("give", Mistake.INVALID, "give says " + String.join(" and ", chosen) + ": " + FIX);
        if (chosen.isEmpty()) rule.note("give", Mistake.REQUIRED, "give says nothing that can be given: " + FIX);
        if (expires != null && give != null && staysOwed(give.kind()))
            form.wrong("expires", "cash and donations stay owed until they are paid; leave it out");
        return give == null ? null : give.expiring(expires).approvedBy(approval);
    }

    private static boolean staysOwed(RewardKind kind) {
        return kind == RewardKind.CASH || kind == RewardKind.DONATION;
    }

    private static @Nullable Give readWay(Form form, String way, @Nullable Trigger on) {
        return switch (way) {
            case "percent" -> percentage(form, on);
            case "credit" -> fixed(form, "credit", RewardKind.CREDIT);
            case "cash" -> fixed(form, "cash", RewardKind.CASH);
            case "points" -> points(form);
            case "coupon" -> coupon(form);
            case "donation" -> donation(form);
            case "gift" -> thing(RewardKind.GIFT, ThingForm.gift(form));
            case "freeMonths" -> thing(RewardKind.FREE_MONTHS, ThingForm.freeMonths(form));
            case "upgrade" -> thing(RewardKind.UPGRADE, ThingForm.named(form, way));
            case "access" -> thing(RewardKind.ACCESS, ThingForm.named(form, way));
            default -> thing(RewardKind.RECOGNITION, ThingForm.named(form, way));
        };
    }

    private static @Nullable Give percentage(Form form, @Nullable Trigger on) {
        var percent = form.positiveDecimal("percent", WHOLE, PERCENT_DIGITS);
        var max = Amounts.read(form, "max");
        var kind = form.choice("kind", MONEY_KINDS, KINDS_NOT_BUILT);
        if (on == Trigger.SIGNUP)
            form.wrong("percent", "a sign-up has no amount; give cash, credit, points or a thing instead");
        var cause = kind == RewardKind.DONATION ? ThingForm.cause(form) : null;
        if (percent == null || kind == RewardKind.DONATION && cause == null) return null;
        return new Give(kind == null ? RewardKind.CASH : kind, percent, max, null, null, null, cause, null);
    }

    private static @Nullable Give fixed(Form form, String way, RewardKind kind) {
        var amount = Amounts.read(form, way);
        return amount == null ? null : new Give(kind, null, null, amount, null);
    }

    private static @Nullable Give points(Form form) {
        var points = form.whole("points", 1, MOST_POINTS);
        return points == null ? null : new Give(RewardKind.POINTS, null, null, null, null, points, null, null);
    }

    private static @Nullable Give donation(Form give) {
        var form = give.object("donation");
        if (form == null) return null;
        var amount = Amounts.readFields(form);
        var cause = ThingForm.cause(form);
        form.refuseRest(Set.of());
        if (amount == null || cause == null) return null;
        return new Give(RewardKind.DONATION, null, null, amount, null, null, cause, null);
    }

    private static @Nullable Give thing(RewardKind kind, @Nullable RewardThing thing) {
        return thing == null ? null : new Give(kind, null, null, null, null, null, thing, null);
    }

    private static @Nullable Give coupon(Form give) {
        var form = give.object("coupon");
        if (form == null) return null;
        var pool = form.read("pool", text -> Optional.of(text).filter(POOL.asMatchPredicate()), POOL_FIX);
        var coupon = discount(form, pool);
        form.refuseRest(Set.of("code", "minPurchase"));
        return coupon == null ? null : new Give(RewardKind.COUPON, null, null, null, coupon);
    }

    /** What codes of a pool are worth may be left unsaid: whoever made them knows. */
    private static @Nullable Coupon discount(Form form, @Nullable String pool) {
        if (form.has("percent")) return percentOff(form, pool);
        if (pool != null && !form.has("amount") && !form.has("currency")) return new Coupon(null, null, pool);
        var amount = Amounts.readFields(form);
        return amount == null ? null : new Coupon(null, amount, pool);
    }

    private static @Nullable Coupon percentOff(Form form, @Nullable String pool) {
        var percent = form.positiveDecimal("percent", WHOLE, PERCENT_DIGITS);
        if (form.has("amount")) form.wrong("amount", "a coupon has either percent or amount; leave one out");
        return percent == null ? null : new Coupon(percent, null, pool);
    }
}
