package io.grapevine.attribution.binding;

import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.EventOrder;

/**
 * What was decided about one sign-up event: the first of a customer may bind, a later one changes nothing.
 *
 * @param first where in event order the customer's first sign-up stands
 */
public record SignUpDecision(SignUp signUp, Resolution resolution, EventOrder first) {

    /** About a customer's first sign-up. */
    public SignUpDecision(SignUp signUp, Resolution resolution) {
        this(signUp, resolution, signUp.order());
    }
}
