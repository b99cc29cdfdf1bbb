package io.grapevine.attribution.binding;

import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import java.util.List;

/**
 * A customer's sign-up with everything that could have brought them.
 *
 * @param source who reported it; with the order's event id it names the event
 * @param policy the version of the program in force at its time
 * @param evidence the code it carried, the click it named, and the touchpoints of its person's visitors
 */
public record SignUp(String customer, EventOrder order, String source, Policy policy, List<Touchpoint> evidence) {
    public SignUp {
        evidence = List.copyOf(evidence);
    }
}
