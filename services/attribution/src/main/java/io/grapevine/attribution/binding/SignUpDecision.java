package io.grapevine.attribution.binding;

import io.grapevine.attribution.credit.Resolution;

/** What was decided about one sign-up event: the first of a customer may bind, a later one changes nothing. */
public record SignUpDecision(SignUp signUp, Resolution resolution) {}
