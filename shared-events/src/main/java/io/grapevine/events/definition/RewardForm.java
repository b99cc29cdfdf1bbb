package io.grapevine.events.definition;

import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code rewards} part of a definition: what is promised, rule by rule. */
final class RewardForm {

    // Every rule is evaluated for every conversion, again at each of its revisions.
    static final int MOST_RULES = 50;
    // Commission over ten generations is where a referral program ends and a pyramid begins; it also bounds the upline
    // walk.
    static final int DEEPEST_LEVEL = 10;
    static final Duration LONGEST_HOLD = Duration.ofDays(3650);

    private static final int FRIEND_LEVEL = 0;
    private static final int ADVOCATE_LEVEL = 1;
    private static final int FIRST_UPLINE_LEVEL = 2;

    private static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Map<String, Trigger> TRIGGERS = Map.of("signup", Trigger.SIGNUP, "purchase", Trigger.PURCHASE);
    private static final Map<String, Role> ROLES =
            Map.of("advocate", Role.ADVOCATE, "friend", Role.FRIEND, "both", Role.ADVOCATE, "upline", Role.UPLINE);
    private static final List<String> GIVE_DECIDES =
            List.of("less", "perItem", "tiers", "seasons", "caps", "milestone");
    private static final Set<String> NOT_BUILT = Set.of("expires", "when", "vesting");

    private RewardForm() {}

    /** @param sharedCredit whether several advocates may be credited with one conversion */
    static List<RewardRule> readAll(Form definition, boolean sharedCredit) {
        var ids = new HashSet<String>();
        var rules = new ArrayList<RewardRule>();
        for (var form : definition.objects("rewards", MOST_RULES)) {
            // A rule names rules that stand before it, so that none can be of itself.
            var rule = read(form, ids, List.copyOf(rules));
            if (rule != null && sharedCredit) refuseIndivisible(form, rule);
            if (rule != null) rules.add(rule);
        }
        return rules;
    }

    private static @Nullable RewardRule read(Form form, Set<String> ids, List<RewardRule> before) {
        var id = id(form, ids);
        form.requires("on", "write signup or purchase");
        var on = form.choice("on", TRIGGERS, Set.of("share", "click", "activation", "renewal", "custom"));
        var to = role(form);
        var level = level(form, to);
        var both = "both".equals(form.value("to"));
        var first = form.flag("first");
        var minPurchase = Amounts.read(form, "minPurchase");
        var give = GiveForm.read(form, on);
        var hold = form.duration("hold", Duration.ZERO, LONGEST_HOLD);
        var conditions = ConditionsForm.read(form, on, both ? null : to);
        var commissionOf = ReferenceForm.commissionOf(form, on, to, level, give, before);
        var insteadOf = ReferenceForm.insteadOf(form, give, before);
        // What depends on what is given cannot be judged without it; the fields are known all the same.
        if (give == null) GIVE_DECIDES.forEach(form::knows);
        var scale = give == null ? null : ScaleForm.read(form, on, give, conditions, commissionOf);
        var limits = give == null ? null : LimitsForm.read(form, to, both, give);
        form.refuseRest(NOT_BUILT);
        if (on == Trigger.SIGNUP) refuseOrderConditions(form, first, minPurchase);
        if (id == null || on == null || to == null || give == null) return null;
        return new RewardRule(
                id,
                on,
                to,
                level,
                Boolean.TRUE.equals(first),
                minPurchase,
                give,
                hold == null ? Duration.ZERO : hold,
                both ? true : null,
                conditions,
                scale,
                limits,
                insteadOf);
    }

    private static @Nullable String id(Form form, Set<String> ids) {
        var fix = "write 1 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen, once per program";
        form.requires("id", fix);
        var id = form.read("id", text -> Optional.of(text).filter(RULE_ID.asMatchPredicate()), fix);
        if (id == null) return null;
        if (!ids.add(id)) form.note("id", Mistake.DUPLICATE, "id \"" + id + "\" is used by another rule: " + fix);
        return id;
    }

    private static @Nullable Role role(Form form) {
        form.requires("to", "write advocate, friend, both or upline");
        return form.choice("to", ROLES, Set.of("team", "charity"));
    }

    private static int level(Form form, @Nullable Role to) {
        var level = form.whole("level", FRIEND_LEVEL, DEEPEST_LEVEL);
        if (to == null) return FRIEND_LEVEL;
        return switch (to) {
            case FRIEND -> fixedLevel(form, level, FRIEND_LEVEL);
            case ADVOCATE -> fixedLevel(form, level, ADVOCATE_LEVEL);
            case UPLINE -> uplineLevel(form, level);
        };
    }

    private static int fixedLevel(Form form, @Nullable Long written, int level) {
        if (written != null && written != level)
            form.wrong("level", "leave it out; only rules to upline choose a level");
        return level;
    }

    private static int uplineLevel(Form form, @Nullable Long written) {
        form.requires("level", "write 2 for the advocate's advocate, 3 for the next, up to " + DEEPEST_LEVEL);
        if (written == null) return FIRST_UPLINE_LEVEL;
        if (written < FIRST_UPLINE_LEVEL)
            form.wrong("level", "an upline starts at 2, the advocate's advocate; write to: advocate for level 1");
        return written.intValue();
    }

    /** Whoever shares the credit shares the reward, and half a coupon is none. */
    private static void refuseIndivisible(Form form, RewardRule rule) {
        if (rule.to() != Role.FRIEND && !rule.give().kind().isBooked())
            form.wrong(
                    "give",
                    "with multi_touch credit the advocates share a reward, and a coupon or a thing cannot be shared; give"
                            + " percent, cash, credit or points, or give it to the friend");
    }

    /** The same of rules that stood before credit was to be shared. */
    static void refuseIndivisible(Form definition, List<RewardRule> rules) {
        for (var rule : rules)
            if (rule.to() != Role.FRIEND && !rule.give().kind().isBooked())
                definition.note(
                        "rewards",
                        Mistake.INVALID,
                        "rule " + rule.id()
                                + " gives the advocate what cannot be shared as multi_touch credit"
                                + " is: write rewards without it, too");
    }

    private static void refuseOrderConditions(Form form, @Nullable Boolean first, @Nullable Money minPurchase) {
        if (Boolean.TRUE.equals(first)) form.wrong("first", "only rules on purchase know a first order; leave it out");
        if (minPurchase != null) form.wrong("minPurchase", "only rules on purchase know an amount; leave it out");
    }
}
