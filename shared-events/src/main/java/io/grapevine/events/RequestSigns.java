package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/**
 * What a request for a link said beside its user agent that a person's navigation does not say, so that a later classifier can judge
 * it again: nothing that leads to a person.
 *
 * @param method unless GET
 * @param purpose {@code Sec-Purpose} or one of its forerunners
 * @param fetchMode {@code Sec-Fetch-Mode} unless {@code navigate}
 * @param fetchDestination {@code Sec-Fetch-Dest} unless {@code document}
 */
public record RequestSigns(
        @Nullable String method,
        @Nullable String purpose,
        @Nullable String fetchMode,
        @Nullable String fetchDestination) {}
