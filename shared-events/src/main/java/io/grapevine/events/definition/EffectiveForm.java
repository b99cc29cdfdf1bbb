package io.grapevine.events.definition;

import io.grapevine.events.Terms.Audience;
import io.grapevine.events.form.Form;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From when a version holds, and for whom.
 *
 * @param from null leaves it to the version that the definition becomes
 * @param fromNow said so, also of a first version, which holds for all times otherwise
 * @param audience null = everyone
 */
record EffectiveForm(
        @Nullable Instant from, boolean fromNow, @Nullable Audience audience) {

    private static final String NOW = "now";
    private static final Map<String, Audience> AUDIENCES =
            Map.of("everyone", Audience.EVERYONE, "new_customers", Audience.NEW_CUSTOMERS);

    /** {@code effective: {from, for}}, or {@code effectiveFrom} alone. */
    static EffectiveForm read(Form definition) {
        var alone = definition.time("effectiveFrom");
        var form = definition.object("effective");
        if (form == null) return new EffectiveForm(alone, false, null);
        if (definition.has("effectiveFrom"))
            definition.wrong("effectiveFrom", "effective: {from, for} says it already; leave one of them out");
        var saysNow = NOW.equals(form.value("from"));
        var from = saysNow ? null : form.time("from");
        var audience = form.choice("for", AUDIENCES, Set.of());
        form.refuseRest(Set.of());
        var newOnly = audience == Audience.NEW_CUSTOMERS;
        // Since when a customer would be new must be said somewhere: always is no answer.
        return new EffectiveForm(from, saysNow || newOnly && from == null, newOnly ? audience : null);
    }
}
