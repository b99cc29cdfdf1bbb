package io.grapevine.acceptance.outcome;

/** How far the codes of one variant carried: from shares to the net worth of the orders they earned credit for. */
public record VariantFunnel(int shares, int clicks, int signups, int orders, long netMinor) {}
