package io.grapevine.events.definition;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.events.form.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a reward rule that say which conversions it answers. */
final class ConditionsForm {

    // Each is looked for in every order; more would be a catalogue.
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 255;
    private static final long MOST_ORDERS = 1_000_000;
    // A hundred years; a typing error beyond.
    private static final long MOST_MONTHS = 1200;
    private static final String ORDERS_ONLY = "only rules on purchase know orders; leave it out";

    private ConditionsForm() {}

    /** Null if none is stated. */
    static @Nullable RewardConditions read(Form rule, @Nullable Trigger on, @Nullable Role to) {
        var nth = number(rule, "nth", MOST_ORDERS);
        var months = number(rule, "months", MOST_MONTHS);
        var products = names(rule, "products");
        var categories = names(rule, "categories");
        var segments = names(rule, "segments");
        var team = number(rule, "team", MOST_ORDERS);
        refuseContradictions(rule, nth, months);
        if (on == Trigger.SIGNUP) refuseOrders(rule);
        if (to == Role.FRIEND && team != null)
            rule.wrong("team", "only advocates and uplines bring friends; leave it out");
        if (nth != null && months != null) return null;
        var conditions = new RewardConditions(nth, months, products, categories, segments, team);
        return conditions.equals(RewardConditions.NONE) ? null : conditions;
    }

    private static void refuseContradictions(Form rule, @Nullable Integer nth, @Nullable Integer months) {
        var first = Boolean.TRUE.equals(rule.value("first"));
        if (nth != null && first) rule.wrong("nth", "first: true says it already; leave one of them out");
        if (nth != null && months != null) rule.wrong("months", "nth chooses one order; leave one of them out");
        if (months != null && first) rule.wrong("months", "first: true chooses one order; leave one of them out");
    }

    private static void refuseOrders(Form rule) {
        for (var field : List.of("nth", "months", "products", "categories"))
            if (rule.has(field)) rule.wrong(field, ORDERS_ONLY);
    }

    private static @Nullable Integer number(Form rule, String name, long most) {
        var number = rule.whole(name, 1, most);
        return number == null ? null : number.intValue();
    }

    /** A set, so the order a client writes them in makes no new version. */
    private static List<String> names(Form rule, String name) {
        return rule
                .texts(
                        name,
                        MOST_NAMES,
                        text -> !text.isBlank() && text.length() <= LONGEST_NAME,
                        "write texts of 1 to " + LONGEST_NAME + " characters as your events state them")
                .stream()
                .distinct()
                .sorted()
                .toList();
    }
}
