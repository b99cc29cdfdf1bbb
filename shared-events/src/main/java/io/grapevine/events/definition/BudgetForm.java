package io.grapevine.events.definition;

import io.grapevine.events.Budget;
import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.form.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code budget} of a definition. */
final class BudgetForm {

    private static final Map<String, WhenExhausted> WHEN_EXHAUSTED =
            Map.of("pause", WhenExhausted.PAUSE, "degrade", WhenExhausted.DEGRADE, "alert", WhenExhausted.ALERT);

    private BudgetForm() {}

    /** Null if none is stated. */
    static @Nullable Budget read(Form definition, List<RewardRule> rules) {
        var form = definition.object("budget");
        var standIns = rules.stream().anyMatch(rule -> rule.insteadOf() != null);
        if (form == null) {
            if (standIns)
                definition.note(
                        "budget",
                        "required",
                        "budget is missing: a rule says insteadOf; write {amount, currency, whenExhausted: degrade}");
            return null;
        }
        var total = Amounts.readFields(form);
        var when = form.choice("whenExhausted", WHEN_EXHAUSTED, Set.of());
        form.refuseRest(Set.of());
        var exhausted = when == null ? WhenExhausted.PAUSE : when;
        if ((exhausted == WhenExhausted.DEGRADE) != standIns)
            form.wrong(
                    "whenExhausted",
                    standIns
                            ? "a rule says insteadOf; write degrade"
                            : "degrade needs a rule that says insteadOf: the rule it stands in for");
        return total == null ? null : new Budget(total, exhausted);
    }
}
