package io.grapevine.rewardissuing.approval;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody adds to a word about a reward.
 *
 * @param person who said it, as the tenant knows its people; the key that was used is recorded in any case
 * @param reason why
 * @param reference the tenant's own record of it: a shipment, a booking
 */
public record Remark(
        @Nullable String person,
        @Nullable String reason,
        @Nullable String reference) {

    public static final Remark NONE = new Remark(null, null, null);

    // Names and ids as everywhere in the contract.
    private static final int LONGEST_NAME = 255;
    // A few sentences; what is longer belongs to where the case is kept.
    private static final int LONGEST_REASON = 1000;

    /** A body that was left out says nothing. */
    public static Reading<Remark> read(@Nullable Object body) {
        return Form.read(body == null ? Map.of() : body, form -> {
            var person = form.text("person", LONGEST_NAME);
            var reason = form.text("reason", LONGEST_REASON);
            var reference = form.text("reference", LONGEST_NAME);
            form.refuseRest(Set.of());
            return new Remark(person, reason, reference);
        });
    }
}
