package io.grapevine.notification.message;

/** An amount in minor units with its ISO 4217 code. */
public record Money(long amount, String currency) {}
