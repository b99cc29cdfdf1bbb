package io.grapevine.acceptance.reference;

/** An order that earns credit, with what is left of it after refunds. */
public record CreditedOrder(String customer, long netMinor) {}
