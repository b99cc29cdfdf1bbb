package io.grapevine.insights.funnel;

/** Money in minor units; amounts of different currencies are never added. */
public record Amount(long amount, String currency) {}
