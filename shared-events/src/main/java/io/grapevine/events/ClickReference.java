package io.grapevine.events;

import java.time.Instant;

/**
 * A click id whose signature the edge has verified: enough to attribute even if the click record were lost.
 *
 * @param clickId {@code clk_…}
 * @param linkId {@code lnk_…}
 * @param clickedAt when the redirect answered, from the token itself
 */
public record ClickReference(String clickId, String linkId, Instant clickedAt) {}
