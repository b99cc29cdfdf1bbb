package io.grapevine.clicktracking.redirect;

/** Where a code leads. */
public record Link(String linkId, String code, Destination destination) {}
