package io.grapevine.events.definition;

import io.grapevine.events.RewardLimits;
import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.RewardLimits.Milestone;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.Terms.Give;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.form.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a reward rule that bound what one person may earn by it. */
final class LimitsForm {

    private static final int MOST_CAPS = 10;

    private LimitsForm() {}

    /** Null if none is stated. */
    static @Nullable RewardLimits read(Form rule, @Nullable Role to, boolean both, Give give) {
        var caps = caps(rule, to, both, give);
        var milestone = milestone(rule);
        return caps.isEmpty() && milestone == null ? null : new RewardLimits(caps, milestone);
    }

    private static List<Cap> caps(Form rule, @Nullable Role to, boolean both, Give give) {
        var form = rule.object("caps");
        if (form == null) return List.of();
        var caps = new ArrayList<Cap>();
        for (var whose : List.of(Role.ADVOCATE, Role.FRIEND)) {
            var name = whose == Role.FRIEND ? "perFriend" : "perAdvocate";
            if (!form.has(name)) continue;
            if (!both && to != null && (whose == Role.FRIEND) != (to == Role.FRIEND))
                form.wrong(name, "the rule gives them nothing; leave it out");
            var stated = form.value(name) instanceof List ? form.objects(name, MOST_CAPS) : one(form, name);
            for (var cap : stated) caps.addAll(cap(cap, whose, give));
        }
        form.refuseRest(Set.of("perProgram", "perFriendship"));
        return caps;
    }

    private static List<Form> one(Form form, String name) {
        var object = form.object(name);
        return object == null ? List.of() : List.of(object);
    }

    /** Count and amount in one are two caps that each bind. */
    private static List<Cap> cap(Form form, Role whose, Give give) {
        var count = form.whole("count", 1, Integer.MAX_VALUE);
        var amount = Amounts.read(form, "amount");
        var per = form.choice("per", TiersForm.PERIODS, Set.of("year", "hour"));
        form.refuseRest(Set.of());
        if (!form.has("count") && !form.has("amount"))
            form.note("count", "required", "count is missing: write count: 20, or amount: {amount, currency}");
        if (amount != null && !give.kind().isMoney())
            form.wrong("amount", "what the rule gives is no money; write count");
        var period = per == null ? Period.ALL : per;
        var caps = new ArrayList<Cap>();
        if (count != null) caps.add(new Cap(whose, count.intValue(), null, period));
        if (amount != null) caps.add(new Cap(whose, null, amount, period));
        return caps;
    }

    private static @Nullable Milestone milestone(Form rule) {
        if (!rule.has("milestone")) return null;
        if (rule.value("milestone") instanceof Number) {
            var count = rule.whole("milestone", 1, Integer.MAX_VALUE);
            return count == null ? null : new Milestone(count.intValue(), null);
        }
        var form = rule.object("milestone");
        if (form == null) return null;
        form.requires("count", "write how many complete it, such as 5");
        var count = form.whole("count", 1, Integer.MAX_VALUE);
        var every = Boolean.TRUE.equals(form.flag("every"));
        form.refuseRest(Set.of());
        return count == null ? null : new Milestone(count.intValue(), every ? true : null);
    }
}
