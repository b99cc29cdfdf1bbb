package io.grapevine.clicktracking.redirect;

import org.jspecify.annotations.Nullable;

/**
 * The tenant behind a host name.
 *
 * @param fallback where unknown codes lead; null answers 404
 */
public record Site(String tenantId, @Nullable Destination fallback) {}
