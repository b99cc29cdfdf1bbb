package io.grapevine.attribution.binding;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's sign-up with everything that could have brought them.
 *
 * @param source who reported it; with the order's event id it names the event
 * @param policy the version of the program in force at its time
 * @param evidence the code it carried, the click it named, and the touchpoints of its person's visitors
 * @param known what shows that its person was a customer before, where the program wants new ones only
 * @param lateBy how much later than its event time it arrived; null = not known
 * @param word what staff said last about it; null if nothing
 * @param standing how its person is known
 * @param segment of the customer, as the host names it; null if it does not
 */
public record SignUp(
        String customer,
        EventOrder order,
        String source,
        Policy policy,
        List<Touchpoint> evidence,
        @Nullable Trace known,
        @Nullable Duration lateBy,
        @Nullable Word word,
        Standing standing,
        @Nullable String segment) {
    public SignUp {
        evidence = List.copyOf(evidence);
    }

    public SignUp(
            String customer,
            EventOrder order,
            String source,
            Policy policy,
            List<Touchpoint> evidence,
            @Nullable Trace known,
            @Nullable Duration lateBy,
            @Nullable Word word) {
        this(customer, order, source, policy, evidence, known, lateBy, word, Standing.of(customer, customer), null);
    }

    public SignUp(String customer, EventOrder order, String source, Policy policy, List<Touchpoint> evidence) {
        this(customer, order, source, policy, evidence, null, null, null);
    }
}
