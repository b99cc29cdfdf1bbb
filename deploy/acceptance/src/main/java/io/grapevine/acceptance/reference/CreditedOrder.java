package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact.Purchase;

/** An order of a bound customer made at or after the sign-up, with what is left of it after refunds. */
record CreditedOrder(Purchase order, long netMinor) {}
