package io.grapevine.attribution.binding;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;

/** An edge of the referral forest: this customer was brought by that advocate, at the sign-up's place in event order. */
public record Bind(String customer, CodeOwner advocate, Touchpoint through, EventOrder order) {}
