package io.grapevine.acceptance.outcome;

/** Who brought a customer, and by which code. */
public record Binding(String referrer, String code) {}
